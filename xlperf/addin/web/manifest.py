"""The manifest by which Office knows the add-in: an add-in only manifest (XML) for one address.

The pane and the functions share one runtime, so that one Python serves both; it lives on while the pane is closed. The
identity is made of the address: the same address gives the same add-in, another address another one.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from xlperf.addin.web.metadata import NAMESPACE
from xlperf.errors import RequestError

PROVIDER = "xlperf"
DESCRIPTION = "Performance indicators of children's services: reports, ratings and functions, all on this computer."
TIP = "Open the pane with the buttons of xlperf."
SIZES = {"Small": ("16", "16"), "Middle": ("32", "32"), "Large": ("80", "64")}
"""The pictures by name: the size that Office asks for, and the nearest of our drawings. The largest is scaled."""

PICTURE = "calculate_figures"


def manifest_xml(address: str, version: str) -> str:
    """Return manifest.xml for the folder at `address`; raise RequestError for one that Office would not load from."""
    base = checked_address(address)
    urls = {
        "Pane.Url": f"{base}/taskpane.html",
        "Functions.Script": f"{base}/taskpane.js",
        "Functions.Metadata": f"{base}/functions.json",
    }
    images = {f"Icon.{name}": f"{base}/icons/{PICTURE}_{drawn}.png" for name, (_, drawn) in SIZES.items()}
    short = {"Functions.Namespace": NAMESPACE, "Group.Label": "xlperf", "Button.Label": "xlperf"}
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" \
xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="TaskPaneApp">
  <Id>{identity(base)}</Id>
  <Version>{office_version(version)}</Version>
  <ProviderName>{PROVIDER}</ProviderName>
  <DefaultLocale>en-GB</DefaultLocale>
  <DisplayName DefaultValue="xlperf"/>
  <Description DefaultValue={quoteattr(DESCRIPTION)}/>
  <IconUrl DefaultValue={quoteattr(images["Icon.Middle"])}/>
  <HighResolutionIconUrl DefaultValue={quoteattr(images["Icon.Large"])}/>
  <SupportUrl DefaultValue={quoteattr(urls["Pane.Url"])}/>
  <AppDomains>
    <AppDomain>{escape(origin(base))}</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook"/>
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="SharedRuntime" MinVersion="1.1"/>
      <Set Name="ExcelApi" MinVersion="1.9"/>
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue={quoteattr(urls["Pane.Url"])}/>
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" \
xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Pane.Url" lifetime="long"/>
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script>
              <SourceLocation resid="Functions.Script"/>
            </Script>
            <Page>
              <SourceLocation resid="Pane.Url"/>
            </Page>
            <Metadata>
              <SourceLocation resid="Functions.Metadata"/>
            </Metadata>
            <Namespace resid="Functions.Namespace"/>
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <OfficeTab id="TabHome">
              <Group id="xlperf.Group">
                <Label resid="Group.Label"/>
                <Icon>
{_lines(f'<bt:Image size="{size}" resid="Icon.{name}"/>' for name, (size, _) in SIZES.items())}
                </Icon>
                <Control xsi:type="Button" id="xlperf.Open">
                  <Label resid="Button.Label"/>
                  <Supertip>
                    <Title resid="Button.Label"/>
                    <Description resid="Button.Tip"/>
                  </Supertip>
                  <Icon>
{_lines(f'<bt:Image size="{size}" resid="Icon.{name}"/>' for name, (size, _) in SIZES.items())}
                  </Icon>
                  <Action xsi:type="ShowTaskpane">
                    <TaskpaneId>xlperf.Pane</TaskpaneId>
                    <SourceLocation resid="Pane.Url"/>
                  </Action>
                </Control>
              </Group>
            </OfficeTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
{_lines(f'<bt:Image id="{name}" DefaultValue={quoteattr(url)}/>' for name, url in images.items())}
      </bt:Images>
      <bt:Urls>
{_lines(f'<bt:Url id="{name}" DefaultValue={quoteattr(url)}/>' for name, url in urls.items())}
      </bt:Urls>
      <bt:ShortStrings>
{_lines(f'<bt:String id="{name}" DefaultValue={quoteattr(text)}/>' for name, text in short.items())}
      </bt:ShortStrings>
      <bt:LongStrings>
{_lines([f'<bt:String id="Button.Tip" DefaultValue={quoteattr(TIP)}/>'])}
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>
"""


def checked_address(address: str) -> str:
    """Return a web address without the slash at its end; RequestError for anything but https with a host."""
    parts = urlsplit(address.strip())
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise RequestError(
            f'"{address}" is no address for an add-in: Office loads one over https only, such as '
            "https://intranet.example.gov.uk/xlperf."
        )
    return address.strip().rstrip("/")


def origin(base: str) -> str:
    """Return the scheme, host and port of an address."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"


def identity(base: str) -> str:
    """Return the add-in's identity, always the same for one address."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{base}#xlperf"))


def office_version(version: str) -> str:
    """Return a version as Office wants it, four numbers: 0.1.0 is 1.0.1.0, because the first may not be 0."""
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    return ".".join(str(number) for number in [1, *numbers, 0, 0, 0][:4])


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(f"        {line}" for line in lines)
