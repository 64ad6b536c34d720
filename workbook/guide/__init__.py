"""Pure logic between exercises and entries: what shows, what is open, what an answer reads as."""
