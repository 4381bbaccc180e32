// Reads the open workbook into plain data, in the form that xlperf/hosts/web/__init__.py describes.

const CELLS_AT_A_TIME = 50_000;
const MOST_CELLS_OF_A_SHEET = 2_000_000;
const MOST_EMPTY_CELLS = 1_000;

/** Return {desk, files}. With `content` also the workbook's bytes, with `pdf` its print, where Excel gives them. */
export async function collect({ content = false, pdf = false } = {}) {
  const desk = await Excel.run(async (context) => {
    const book = context.workbook;
    book.load("name,isDirty");
    book.protection.load("protected");
    book.worksheets.load("items/name,items/visibility");
    await context.sync();
    const sheets = [];
    for (const sheet of book.worksheets.items) {
      sheets.push(await sheetOf(context, sheet));
    }
    return {
      name: book.name,
      address: Office.context.document.url ?? "",
      saved: !book.isDirty,
      protected: book.protection.protected,
      sheets,
      selection: await selectionOf(context),
      content: null,
      pdf: null,
    };
  });
  const files = [];
  for (const [wanted, kind, path] of [
    [content, "compressed", "/workbook.xlsx"],
    [pdf, "pdf", "/workbook.pdf"],
  ]) {
    const bytes = wanted ? await fileOf(kind) : null;
    if (bytes) {
      files.push({ path, bytes });
      desk[kind === "pdf" ? "pdf" : "content"] = path;
    }
  }
  return { desk, files };
}

/** Return the names of the sheets; enough to say which buttons can run. */
export async function sheetNames() {
  return Excel.run(async (context) => {
    context.workbook.worksheets.load("items/name");
    await context.sync();
    return context.workbook.worksheets.items.map((sheet) => sheet.name);
  });
}

async function sheetOf(context, sheet) {
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load("rowIndex,columnIndex,rowCount,columnCount");
  sheet.protection.load("protected");
  await context.sync();
  const found = {
    name: sheet.name,
    visible: sheet.visibility === "Visible",
    protected: sheet.protection.protected,
    row: 1,
    column: 1,
    values: [],
    formats: {},
  };
  if (used.isNullObject) {
    return found;
  }
  found.row = used.rowIndex + 1;
  found.column = used.columnIndex + 1;
  if (used.rowCount * used.columnCount > MOST_CELLS_OF_A_SHEET) {
    found.values = null;
    return found;
  }
  return { ...found, ...(await cellsOf(context, sheet, used)) };
}

/** Return the values and number formats of an area, read in blocks that Excel on the web can carry. */
async function cellsOf(context, sheet, { rowIndex, columnIndex, rowCount, columnCount }) {
  const values = [];
  const formats = {};
  const height = Math.max(1, Math.floor(CELLS_AT_A_TIME / columnCount));
  for (let done = 0; done < rowCount; done += height) {
    const rows = Math.min(height, rowCount - done);
    const block = sheet.getRangeByIndexes(rowIndex + done, columnIndex, rows, columnCount);
    block.load("values,numberFormat");
    await context.sync();
    const codes = block.numberFormat;
    block.values.forEach((cells, down) => {
      values.push(cells);
      cells.forEach((value, across) => {
        const code = codes[down][across];
        if (typeof value === "number" && code !== "General") {
          (formats[code] ??= []).push([rowIndex + done + down + 1, columnIndex + across + 1]);
        }
      });
    });
  }
  return { values, formats };
}

/** Return the first selected area, cut down to the cells that are used; null when a chart or a picture is selected. */
async function selectionOf(context) {
  try {
    const chosen = context.workbook.getSelectedRanges();
    chosen.load("areaCount");
    const first = chosen.areas.getItemAt(0);
    const sheet = chosen.worksheet;
    const used = first.getUsedRangeOrNullObject(true);
    for (const range of [first, used]) {
      range.load("rowIndex,columnIndex,rowCount,columnCount");
    }
    sheet.load("name");
    await context.sync();
    const area = used.isNullObject ? emptyPart(first) : fromFirstCell(first, used);
    const cells = await cellsOf(context, sheet, area);
    return {
      sheet: sheet.name,
      row: area.rowIndex + 1,
      column: area.columnIndex + 1,
      more: chosen.areaCount > 1,
      ...cells,
    };
  } catch {
    return null;
  }
}

function emptyPart({ rowIndex, columnIndex, rowCount, columnCount }) {
  const columns = Math.min(columnCount, 26);
  return { rowIndex, columnIndex, rowCount: Math.min(rowCount, Math.floor(MOST_EMPTY_CELLS / columns)), columnCount: columns };
}

/** Return the selection without the unused rows beneath and columns beside; its first cell stays its first cell. */
function fromFirstCell(first, used) {
  return {
    rowIndex: first.rowIndex,
    columnIndex: first.columnIndex,
    rowCount: used.rowIndex + used.rowCount - first.rowIndex,
    columnCount: used.columnIndex + used.columnCount - first.columnIndex,
  };
}

/** Return the workbook as it is on the screen, as the bytes of a file; null where Excel does not give it. */
function fileOf(kind) {
  return new Promise((resolve) => {
    Office.context.document.getFileAsync(kind, { sliceSize: 4_194_304 }, async ({ status, value: file }) => {
      if (status !== "succeeded") {
        resolve(null);
        return;
      }
      const bytes = new Uint8Array(file.size);
      let at = 0;
      for (let number = 0; number < file.sliceCount; number++) {
        const slice = await new Promise((got) => file.getSliceAsync(number, got));
        if (slice.status !== "succeeded") {
          file.closeAsync(() => resolve(null));
          return;
        }
        bytes.set(new Uint8Array(slice.value.data), at);
        at += slice.value.size;
      }
      file.closeAsync(() => resolve(bytes));
    });
  });
}
