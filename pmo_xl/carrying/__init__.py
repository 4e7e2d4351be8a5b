"""What meetings decided and gave out, carried into the registers: planned, written on request, or laid out to paste."""
