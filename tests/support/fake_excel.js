// Excel's object model as far as the task pane uses it, in place of Microsoft's office.js. It is strict where Excel is:
// a property that was not loaded, or not synchronised since, cannot be read; protected sheets refuse; a text that looks
// like a number, a date or TRUE becomes one unless an apostrophe leads it. Formulas are kept, not calculated.
//
// The tests give a workbook as `fakeExcel.open({name, url, dirty, protected, file, pdf, sheets, selection})` and look at
// `fakeExcel.book`, `.opened` (new workbooks, base64) and `.syncs`. `fakeExcel.call` calls a function as a cell does.

(() => {
  const fake = { book: null, opened: [], syncs: 0, functions: {} };
  window.fakeExcel = fake;

  fake.open = (given) => {
    fake.opened = [];
    fake.book = { name: "Book1", url: "", dirty: false, protected: false, file: null, pdf: null, selection: null, ...given };
    fake.book.sheets = given.sheets.map((sheet) => new SheetData(sheet));
  };

  class SheetData {
    constructor({ name, visibility = "Visible", protected: guarded = false, cells = [], formats = [] }) {
      Object.assign(this, { name, visibility, protected: guarded, rules: [], looks: [], links: [], tab: "", gridlines: true });
      this.cells = new Map(cells.map(([row, column, value]) => [`${row},${column}`, value]));
      this.formats = new Map(formats.map(([row, column, code]) => [`${row},${column}`, code]));
      this.formulas = new Map();
    }

    value(row, column) {
      return this.cells.get(`${row},${column}`) ?? "";
    }

    enter(row, column, given) {
      const key = `${row},${column}`;
      this.formulas.delete(key);
      if (given === "") {
        this.cells.delete(key);
      } else if (typeof given === "string" && given.startsWith("=")) {
        this.formulas.set(key, given);
        this.cells.set(key, /^=#[A-Z/0!?]+$/.test(given) ? given.slice(1) : 0);
      } else {
        this.cells.set(key, typeof given === "string" ? understood(given) : given);
      }
    }
  }

  function understood(text) {
    if (text.startsWith("'")) {
      return text.slice(1);
    }
    if (/^\s*(true|false)\s*$/i.test(text)) {
      return /true/i.test(text);
    }
    if (/^[-+]?[\d,]*\.?\d+(e\d+)?$/i.test(text)) {
      return Number(text.replaceAll(",", ""));
    }
    if (/^[-+]?[\d.]+ ?%$/.test(text)) {
      return Number.parseFloat(text) / 100;
    }
    const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
    return new RegExp(`^(\\d{1,4}[-/ .]\\d{1,2}([-/ .]\\d{1,4})?|(\\d{1,2}[- ])?${month}[- ]\\d{2,4})$`, "i").test(text)
      ? 40_000
      : text;
  }

  // Objects that a context hands out: loaded, synchronised, and only then read.

  class Handed {
    constructor(context) {
      Object.defineProperty(this, "context", { value: context });
      Object.defineProperty(this, "loaded", { value: {} });
    }

    load(names) {
      const wanted = names.split(",").map((name) => name.trim());
      this.context.queue.push(() => wanted.forEach((name) => this.settle(name)));
      return this;
    }

    settle(name) {
      if (!(name in this.constructor.readable)) {
        throw failure("InvalidArgument", `${this.constructor.name} has no ${name}`);
      }
      this.loaded[name] = this.constructor.readable[name](this);
    }

    write(change) {
      this.context.queue.push(change);
    }
  }

  function readable(kind, properties) {
    kind.readable = properties;
    for (const name of Object.keys(properties)) {
      const described = Object.getOwnPropertyDescriptor(kind.prototype, name) ?? {};
      Object.defineProperty(kind.prototype, name, {
        ...described,
        get() {
          if (!(name in this.loaded)) {
            throw failure("PropertyNotLoaded", `${name} was read before it was loaded and synchronised`);
          }
          return this.loaded[name];
        },
      });
    }
  }

  function failure(code, message) {
    return Object.assign(new Error(`${code}: ${message}`), { code });
  }

  function area(address) {
    const found = /^\$?([A-Z]+)?\$?(\d+)?(?::\$?([A-Z]+)?\$?(\d+)?)?$/.exec(address.split("!").pop());
    if (!found) {
      throw failure("InvalidArgument", `${address} is no address`);
    }
    const [, left, top, right = left, bottom = top] = found;
    const first = { row: Number(top ?? 1), column: left ? number(left) : 1 };
    const last = { row: Number(bottom ?? 1_048_576), column: right ? number(right) : 16_384 };
    return { row: first.row, column: first.column, rows: last.row - first.row + 1, columns: last.column - first.column + 1 };
  }

  function number(letters) {
    return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  }

  function used(data, within) {
    const places = [...data.cells.keys()].map((key) => key.split(",").map(Number));
    const inside = places.filter(
      ([row, column]) =>
        !within ||
        (row >= within.row && row < within.row + within.rows && column >= within.column && column < within.column + within.columns),
    );
    if (!inside.length) {
      return null;
    }
    const rows = inside.map(([row]) => row);
    const columns = inside.map(([, column]) => column);
    const least = (numbers) => numbers.reduce((one, other) => Math.min(one, other));
    const most = (numbers) => numbers.reduce((one, other) => Math.max(one, other));
    const [row, column] = [least(rows), least(columns)];
    return { row, column, rows: most(rows) - row + 1, columns: most(columns) - column + 1 };
  }

  class Range extends Handed {
    constructor(context, data, place) {
      super(context);
      const self = this;
      Object.assign(this, { format: looks(context, data, () => self.place()) });
      Object.defineProperty(this, "data", { value: data, writable: true });
      Object.defineProperty(this, "where", { value: place, writable: true });
      Object.defineProperty(this, "conditionalFormats", {
        value: {
          add(kind) {
            const rule = { kind, place: self.place(), rule: {}, format: { font: {}, fill: {} } };
            context.queue.push(() => self.data().rules.push(rule));
            return { textComparison: rule, custom: rule };
          },
        },
      });
    }

    place() {
      return typeof this.where === "function" ? this.where() : this.where;
    }

    block(read) {
      const { row, column, rows, columns } = this.place();
      const data = this.data();
      return Array.from({ length: rows }, (_, down) =>
        Array.from({ length: columns }, (_, across) => read(data, row + down, column + across)),
      );
    }

    set formulas(rows) {
      this.write(() => {
        const place = this.place();
        if (rows.length !== place.rows || rows.some((cells) => cells.length !== place.columns)) {
          throw failure("InvalidArgument", "the rows do not fit the range");
        }
        if (this.data().protected) {
          throw failure("AccessDenied", "the sheet is protected");
        }
        rows.forEach((cells, down) =>
          cells.forEach((cell, across) => {
            if (cell !== null) {
              this.data().enter(place.row + down, place.column + across, cell);
            }
          }),
        );
      });
    }

    set numberFormat(rows) {
      this.write(() => {
        const place = this.place();
        rows.forEach((cells, down) =>
          cells.forEach((code, across) => {
            if (code !== null) {
              this.data().formats.set(`${place.row + down},${place.column + across}`, code);
            }
          }),
        );
      });
    }

    set hyperlink(link) {
      this.write(() => this.data().links.push([this.place(), link.documentReference]));
    }

    getUsedRangeOrNullObject() {
      return new MaybeRange(this.context, this.data, () => used(this.data(), this.place()));
    }

    select() {
      this.write(() => (fake.book.selection = [[this.data().name, this.place()]]));
    }
  }
  readable(Range, {
    rowIndex: (range) => range.place().row - 1,
    columnIndex: (range) => range.place().column - 1,
    rowCount: (range) => range.place().rows,
    columnCount: (range) => range.place().columns,
    values: (range) => range.block((data, row, column) => data.value(row, column)),
    numberFormat: (range) => range.block((data, row, column) => data.formats.get(`${row},${column}`) ?? "General"),
    formulas: (range) => range.block((data, row, column) => data.formulas.get(`${row},${column}`) ?? data.value(row, column)),
  });

  class MaybeRange extends Range {
    settle(name) {
      this.isNullObject = this.place() === null;
      if (!this.isNullObject) {
        super.settle(name);
      }
    }
  }

  function looks(context, data, place) {
    const noted = (path) =>
      new Proxy(
        {},
        {
          set(_, name, value) {
            context.queue.push(() => data().looks.push([place(), `${path}${name}`, value]));
            return true;
          },
          get(_, name) {
            return name === "getItem" ? (edge) => noted(`${path}${edge}.`) : noted(`${path}${name}.`);
          },
        },
      );
    return noted("");
  }

  class Worksheet extends Handed {
    constructor(context, find) {
      super(context);
      Object.defineProperty(this, "data", { value: find });
      const self = this;
      Object.defineProperty(this, "protection", { value: new Protection(context, () => self.data().protected) });
      Object.defineProperty(this, "freezePanes", {
        value: {
          freezeRows: (rows) => self.write(() => (self.data().frozen = [rows, 0])),
          freezeColumns: (columns) => self.write(() => (self.data().frozen = [0, columns])),
          freezeAt: (range) => self.write(() => (self.data().frozen = [range.place().rows, range.place().columns])),
        },
      });
    }

    getRange(address) {
      return new Range(this.context, this.data, area(address));
    }

    getRanges(address) {
      if (address.length > 8192) {
        throw failure("InvalidArgument", "the list of areas is too long");
      }
      return { format: looks(this.context, this.data, () => address.split(",").map(area)) };
    }

    getRangeByIndexes(row, column, rows, columns) {
      return new Range(this.context, this.data, { row: row + 1, column: column + 1, rows, columns });
    }

    getUsedRangeOrNullObject() {
      return new MaybeRange(this.context, this.data, () => used(this.data()));
    }

    activate() {
      this.write(() => (fake.book.active = this.data().name));
    }

    set tabColor(colour) {
      this.write(() => (this.data().tab = colour));
    }

    set showGridlines(shown) {
      this.write(() => (this.data().gridlines = shown));
    }
  }
  readable(Worksheet, { name: (sheet) => sheet.data().name, visibility: (sheet) => sheet.data().visibility });

  class Protection extends Handed {
    constructor(context, read) {
      super(context);
      Object.defineProperty(this, "read", { value: read });
    }
  }
  readable(Protection, { protected: (protection) => protection.read() });

  class Worksheets extends Handed {
    settle(name) {
      this.items = fake.book.sheets.map((data) => new Worksheet(this.context, () => data));
      this.items.forEach((sheet) => sheet.settle("name"));
      if (name === "items/visibility") {
        this.items.forEach((sheet) => sheet.settle("visibility"));
      }
    }

    getItem(name) {
      return new Worksheet(this.context, () => {
        const found = fake.book.sheets.find((data) => data.name.toLowerCase() === name.toLowerCase());
        if (!found) {
          throw failure("ItemNotFound", `there is no sheet ${name}`);
        }
        return found;
      });
    }

    add(name) {
      this.context.queue.push(() => {
        if (fake.book.protected) {
          throw failure("AccessDenied", "the structure is protected");
        }
        if (name.length > 31 || fake.book.sheets.some((data) => data.name.toLowerCase() === name.toLowerCase())) {
          throw failure("InvalidArgument", `a sheet cannot be called ${name}`);
        }
        fake.book.sheets.push(new SheetData({ name }));
      });
      return this.getItem(name);
    }
  }

  class Workbook extends Handed {
    constructor(context) {
      super(context);
      this.worksheets = new Worksheets(context);
      this.protection = new Protection(context, () => fake.book.protected);
    }

    getSelectedRanges() {
      return new Chosen(this.context);
    }
  }
  readable(Workbook, { name: () => fake.book.name, isDirty: () => fake.book.dirty });

  class Chosen extends Handed {
    constructor(context) {
      super(context);
      const chosen = () => {
        if (!fake.book.selection) {
          throw failure("InvalidSelection", "no cells are selected");
        }
        return fake.book.selection;
      };
      const data = () => fake.book.sheets.find(({ name }) => name === chosen()[0][0]);
      Object.defineProperty(this, "chosen", { value: chosen });
      this.worksheet = new Worksheet(context, data);
      this.areas = { getItemAt: (number) => new Range(context, data, () => placed(chosen()[number][1])) };
    }
  }
  readable(Chosen, { areaCount: (chosen) => chosen.chosen().length });

  function placed(place) {
    return typeof place === "string" ? area(place) : place;
  }

  window.Excel = {
    ConditionalFormatType: { containsText: "ContainsText", custom: "Custom" },
    ConditionalTextOperator: { beginsWith: "BeginsWith" },
    async run(work) {
      const context = { queue: [] };
      context.workbook = new Workbook(context);
      context.sync = async () => {
        fake.syncs += 1;
        await null;
        context.queue.splice(0).forEach((step) => step());
      };
      const result = await work(context);
      await context.sync();
      return result;
    },
    async createWorkbook(content) {
      fake.opened.push(content);
    },
  };

  window.Office = {
    onReady: (ready) => Promise.resolve({ host: "Excel", platform: "OfficeOnline" }).then((about) => (ready?.(about), about)),
    context: {
      document: {
        get url() {
          return fake.book.url;
        },
        getFileAsync(kind, { sliceSize }, done) {
          const content = kind === "pdf" ? fake.book.pdf : fake.book.file;
          if (content === null) {
            done({ status: "failed", error: { message: "not available" } });
            return;
          }
          const bytes = [...atob(content)].map((character) => character.charCodeAt(0));
          done({
            status: "succeeded",
            value: {
              size: bytes.length,
              sliceCount: Math.ceil(bytes.length / sliceSize),
              getSliceAsync(number, got) {
                const data = bytes.slice(number * sliceSize, (number + 1) * sliceSize);
                got({ status: "succeeded", value: { index: number, size: data.length, data } });
              },
              closeAsync: (closed) => closed(),
            },
          });
        },
      },
    },
  };

  class CustomFunctionsError extends Error {
    constructor(code, message) {
      super(message);
      this.code = code;
    }
  }

  window.CustomFunctions = {
    Error: CustomFunctionsError,
    ErrorCode: {
      divisionByZero: "#DIV/0!",
      invalidName: "#NAME?",
      invalidNumber: "#NUM!",
      invalidReference: "#REF!",
      invalidValue: "#VALUE!",
      notAvailable: "#N/A",
      nullReference: "#NULL!",
    },
    associate: (id, work) => (fake.functions[id] = work),
  };

  /** Call a function as a cell does: arguments as rows of cells, {error: code} for error values, null for left out. */
  fake.call = async (id, given, count, address = "Sheet1!A1") => {
    const cell = (value) => (value !== null && typeof value === "object" ? new CustomFunctionsError(value.error) : value ?? "");
    const rows = given.map((one) => (one === null ? null : one.map((cells) => cells.map(cell))));
    const filled = [...rows, ...Array(count - rows.length).fill(null)];
    const seen = (value) =>
      value instanceof CustomFunctionsError ? { error: value.code, reason: value.message } : value;
    try {
      const answer = await fake.functions[id](...filled, { address });
      return answer.map((cells) => cells.map(seen));
    } catch (error) {
      return [[seen(error)]];
    }
  };

  fake.open({ sheets: [{ name: "Sheet1" }], selection: [["Sheet1", "A1"]] });
})();
