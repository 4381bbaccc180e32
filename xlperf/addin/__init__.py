"""Builders of the add-ins: the VBA project and its workbook, the ribbon, the LibreOffice extension, the web add-in."""
