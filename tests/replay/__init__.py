"""Ten days of the sample project lived through: kept and reported each evening, and held against counts of our own."""
