"""The fictional monographs: their words in a light markup, and the forms that people send such documents in."""
