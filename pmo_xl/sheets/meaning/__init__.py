"""From cells to values: days, words, numbers, people and companies."""
