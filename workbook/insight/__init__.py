"""What entries tell when they are read together. Pure: no clock, no files, no screen."""
