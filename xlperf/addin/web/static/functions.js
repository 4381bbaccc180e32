// Functions in cells. Calls that come within one tick, or while Python is at work, go to it in one batch.

const REASONS_KEPT = 20;

export class CellFunctions {
  /** `ask` takes the batch as a text and gives the answers as a text; `onReason` is told every error's reason. */
  constructor(ask, onReason = () => {}) {
    this.ask = ask;
    this.onReason = onReason;
    this.queue = [];
    this.reasons = [];
    this.batches = 0;
    this.busy = false;
  }

  /** Make every function of functions.json known to Excel, which knows them by what stands after the dot. */
  associate(metadata, namespace) {
    for (const { id, parameters } of metadata.functions) {
      CustomFunctions.associate(id, (...given) => {
        const invocation = given.length > parameters.length ? given[parameters.length] : null;
        return this.call(`${namespace}_${id}`, given.slice(0, parameters.length), invocation?.address ?? "");
      });
    }
  }

  /** Return the rows that a call gives; a single error value is thrown, as Excel wants it. */
  call(name, given, address = "") {
    return new Promise((resolve, reject) => {
      this.queue.push({ call: [name, given.map(argument)], name, address, resolve, reject });
      if (this.queue.length === 1 && !this.busy) {
        setTimeout(() => this.flush(), 0);
      }
    });
  }

  async flush() {
    const batch = this.queue.splice(0);
    if (!batch.length) {
      return;
    }
    this.busy = true;
    this.batches += 1;
    try {
      const answers = JSON.parse(await this.ask(JSON.stringify(batch.map(({ call }) => call))));
      batch.forEach((one, position) => this.settle(one, answers[position]));
    } catch (error) {
      for (const { reject } of batch) {
        reject(new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, error.message));
      }
    }
    this.busy = false;
    this.flush();
  }

  settle({ name, address, resolve, reject }, rows) {
    for (const row of rows) {
      for (let across = 0; across < row.length; across++) {
        if (row[across] !== null && typeof row[across] === "object") {
          this.keep(name.replace("_", "."), address, row[across]);
          row[across] = errorValue(row[across]);
        }
      }
    }
    if (rows.length === 1 && rows[0].length === 1 && rows[0][0] instanceof CustomFunctions.Error) {
      reject(rows[0][0]);
    } else {
      resolve(rows);
    }
  }

  /** Keep why a cell shows an error, the newest first, each reason once. */
  keep(name, address, { error, reason }) {
    const newest = this.reasons[0];
    if (newest && newest.name === name && newest.reason === reason && newest.address === address) {
      newest.times += 1;
      return;
    }
    this.reasons.unshift({ name, address, error, reason, times: 1 });
    this.reasons.length = Math.min(this.reasons.length, REASONS_KEPT);
    this.onReason(this.reasons);
  }
}

/** Return an argument as JSON carries it: error values as {error: code}, one that was left out as null. */
function argument(value) {
  if (value === undefined || value === null) {
    return null;
  }
  const rows = Array.isArray(value) ? value : [[value]];
  return rows.map((row) => (row.some((cell) => cell !== null && typeof cell === "object") ? row.map(plain) : row));
}

function plain(cell) {
  return cell !== null && typeof cell === "object" ? { error: cell.code ?? "#VALUE!" } : cell;
}

/** Return Excel's own error value; its text is shown beside the cell where Excel allows one (#VALUE! and #N/A). */
function errorValue({ error, reason }) {
  const codes = Object.values(CustomFunctions.ErrorCode);
  const code = codes.includes(error) ? error : CustomFunctions.ErrorCode.notAvailable;
  const { invalidValue, notAvailable } = CustomFunctions.ErrorCode;
  return code === invalidValue || code === notAvailable
    ? new CustomFunctions.Error(code, reason || undefined)
    : new CustomFunctions.Error(code);
}
