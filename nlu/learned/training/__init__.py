"""Training of the learned reader (`make reader`): PyTorch, in an environment of its own.

It reads the lessons file that the project wrote and imports nothing else of it.
"""
