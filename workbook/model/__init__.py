"""What the workbook is made of: frozen dataclasses and the registry of question kinds. Standard library only."""
