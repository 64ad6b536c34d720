"""One widget a kind of question, and what two screens share."""
