"""A FAQ assistant: one question in, one answer from a folder of Markdown entries out."""
