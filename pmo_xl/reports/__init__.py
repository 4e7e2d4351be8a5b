"""What the pages say: frozen report models made of registers and figures, the only thing a template may see."""
