"""Runs of words of another language or script, for the check of untranslated text."""
