"""An FAQ assistant. It answers one question from a folder of Markdown entries."""
