"""Answering a consultation: its way of counting, and its limits."""
