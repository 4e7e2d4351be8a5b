""".xls and .xlsb: values from calamine in a process of its own, the facts from the records themselves."""
