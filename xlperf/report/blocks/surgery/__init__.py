"""The pack of a performance surgery: its contents, and the sheets of each measure."""
