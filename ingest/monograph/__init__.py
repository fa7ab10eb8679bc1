"""The template of the monographs: six parts in the same words, laid out in as many ways as there are documents."""
