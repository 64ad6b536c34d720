"""A private workbook for the terminal: guided exercises, kept on the reader's own machine."""
