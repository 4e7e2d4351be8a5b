"""The plain values everything else speaks in: places, records, registers, findings, metrics."""
