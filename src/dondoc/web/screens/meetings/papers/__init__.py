"""Agenda, papers, opinions before the meeting, and the participants' own page."""
