// Carries out, in the open workbook, the changes that a button asks for; what they are, xlperf/hosts/web says.

const CELLS_AT_A_TIME = 20_000;
const PIXELS_OF_A_CHARACTER = 7;
const PIXELS_BESIDE = 5;
const POINTS_OF_A_PIXEL = 0.75;

/** Carry out every change in order; new workbooks are opened last. */
export async function apply(changes) {
  await Excel.run(async (context) => {
    for (const change of changes) {
      await DO[change.do]?.(context, change);
    }
    await context.sync();
  });
}

/** Open a new workbook of these bytes (base64) in a window of its own; return whether Excel could. */
export async function openWorkbook(content) {
  try {
    await Excel.createWorkbook(content);
    return true;
  } catch {
    return false;
  }
}

const DO = {
  async "add sheet"(context, change) {
    const sheet = context.workbook.worksheets.add(change.name);
    await enter(context, sheet, change.row, change.column, change.formulas, change.formats);
    for (const [address, place] of Object.entries(change.links)) {
      sheet.getRange(address).hyperlink = { documentReference: place };
    }
    for (const style of change.styles) {
      for (const area of style.areas) {
        dress(sheet.getRanges(area).format, style);
      }
    }
    for (const [letters, width] of Object.entries(change.widths)) {
      const points = (width * PIXELS_OF_A_CHARACTER + PIXELS_BESIDE) * POINTS_OF_A_PIXEL;
      sheet.getRange(`${letters}:${letters}`).format.columnWidth = points;
    }
    for (const [row, height] of Object.entries(change.heights)) {
      sheet.getRange(`${row}:${row}`).format.rowHeight = height;
    }
    change.rules.forEach((rule) => colour(sheet, rule));
    freeze(sheet, change.freeze);
    if (change.tab) {
      sheet.tabColor = change.tab;
    }
    sheet.showGridlines = change.gridlines;
    await context.sync();
  },

  async write(context, { sheet, row, column, formulas }) {
    const blanked = formulas.map((cells) => cells.map((cell) => cell ?? ""));
    await enter(context, context.workbook.worksheets.getItem(sheet), row, column, blanked);
  },

  async colour(context, { sheet, rules }) {
    rules.forEach((rule) => colour(context.workbook.worksheets.getItem(sheet), rule));
  },

  async select(context, { sheet, address }) {
    const found = context.workbook.worksheets.getItem(sheet);
    found.activate();
    found.getRange(address).select();
  },
};

/** Enter rows from a cell on, in blocks that Excel on the web can carry; null leaves a cell as it is. */
async function enter(context, sheet, row, column, rows, formats = null) {
  const width = rows[0].length;
  const height = Math.max(1, Math.floor(CELLS_AT_A_TIME / width));
  for (let done = 0; done < rows.length; done += height) {
    const block = rows.slice(done, done + height);
    const range = sheet.getRangeByIndexes(row - 1 + done, column - 1, block.length, width);
    if (formats) {
      range.numberFormat = formats.slice(done, done + height); // before the values, which are read by them
    }
    range.formulas = block;
    await context.sync();
  }
}

function dress(format, style) {
  format.font.name = style.font;
  format.font.size = style.size;
  if (style.bold) {
    format.font.bold = true;
  }
  if (style.italic) {
    format.font.italic = true;
  }
  if (style.ink) {
    format.font.color = style.ink;
  }
  if (style.fill) {
    format.fill.color = style.fill;
  }
  if (style.align) {
    format.horizontalAlignment = style.align;
  }
  if (style.vertical) {
    format.verticalAlignment = style.vertical;
  }
  if (style.wrap) {
    format.wrapText = true;
  }
  if (style.indent) {
    format.indentLevel = style.indent;
  }
  for (const [edge, colour] of Object.entries(style.edges ?? {})) {
    const border = format.borders.getItem(edge);
    border.style = "Continuous";
    border.color = colour;
  }
}

function colour(sheet, { address, text, formula, ink, fill, bold }) {
  const range = sheet.getRange(address);
  const kind = text ? Excel.ConditionalFormatType.containsText : Excel.ConditionalFormatType.custom;
  const added = range.conditionalFormats.add(kind);
  const rule = text ? added.textComparison : added.custom;
  if (text) {
    rule.rule = { operator: Excel.ConditionalTextOperator.beginsWith, text };
  } else {
    rule.rule.formula = formula;
  }
  if (ink) {
    rule.format.font.color = ink;
  }
  if (bold) {
    rule.format.font.bold = true;
  }
  if (fill) {
    rule.format.fill.color = fill;
  }
}

/** Freeze the rows above and the columns left of a cell, [row, column] of the first that scrolls. */
function freeze(sheet, first) {
  if (!first) {
    return;
  }
  const [rows, columns] = [first[0] - 1, first[1] - 1];
  if (rows && columns) {
    sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, rows, columns));
  } else if (rows) {
    sheet.freezePanes.freezeRows(rows);
  } else if (columns) {
    sheet.freezePanes.freezeColumns(columns);
  }
}
