"""The LibreOffice extension `xlperf.oxt`: functions for cells of Calc, a menu and a toolbar, built on any machine.

`build_oxt` makes the file of the cards and the buttons. What runs inside LibreOffice stands in `xlperf.hosts.calc`; the
extension carries it together with the part of xlperf that functions need, all of it the standard library alone.
"""
