"""The code of the course From Sigmoid to Backprop."""
