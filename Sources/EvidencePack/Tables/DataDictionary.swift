/// The documentation of every column that a pack has, made from what writes them.
package enum DataDictionary {
  /// The page, as Markdown.
  package static var page: String {
    introduction + "\n## Tables\n\n" + AuditTable.sheets.map(section).joined()
      + "## The database\n\n" + database + DatabaseSchema.tables.map(section).joined()
      + "## Views\n\n" + DatabaseSchema.views.map { "* `\($0.name)`: \($0.meaning)\n" }.joined()
  }

  private static func section(_ table: AuditTable) -> String {
    let isFile = AuditTable.files.contains { $0.name == table.name }
    let place = isFile ? "`\(table.name).csv`, sheet \(table.sheet)" : "sheet \(table.sheet)"
    return "### \(place)\n\n\(table.meaning)\n\n| column | holds | meaning |\n| --- | --- | --- |\n"
      + table.columns.map { "| `\($0.name)` | \($0.kind.rawValue) | \($0.meaning) |\n" }.joined()
      + "\n"
  }

  private static func section(_ table: DatabaseTable) -> String {
    let rows = table.columns.enumerated().map { index, column in
      let key = index < table.keyLength ? " (key)" : ""
      let words = column.isRequired ? column.kind.word : column.kind.word + " or null"
      return "| `\(column.name)`\(key) | \(words) | \(column.meaning) |\n"
    }
    let references = table.references.filter { !$0.columns.isEmpty }.map {
      "`\($0.columns.joined(separator: ", "))` refers to `\($0.table)`. "
    }.joined()
    return "### `\(table.name)`\n\n\(table.meaning) \(references)".trimmedEnd
      + "\n\n| column | holds | meaning |\n| --- | --- | --- |\n" + rows.joined() + "\n"
  }

  private static let introduction = """
    # The data of an evidence pack

    The same findings in four forms: files of comma-separated values, a workbook, a database, and
    PostgreSQL. This page is generated from the descriptions that write them. Names of files, sheets,
    tables and columns are a contract, and so are the words of the columns that have few.

    ## Files of comma-separated values

    RFC 4180 with CRLF, UTF-8 with a byte order mark, a header, rows in a fixed order. Times are UTC:
    `2026-07-18T22:05:00Z`. Several values of a cell stand between semicolons, commits between blanks.
    A file that would be empty because nothing was given to fill it, such as `deployments.csv` without
    a feed, has one row that says `not-evaluable`.

    No cell is a formula to a spreadsheet (CWE-1236). A `'` stands before `=`, `+`, `-`, `@`, their
    full-width forms and `'` at the beginning of a cell, and after each semicolon, tab and line's end in
    it, where a spreadsheet that splits there would begin a cell; blanks and quotation marks between do
    not matter. A cell that begins with a semicolon, tab or line's end has one before that. Take away
    one `'` at each such place to have what was written. Signs that nobody sees, or that turn the
    direction of writing, become U+FFFD.

    ## The workbook

    `audit.xlsx` has the same rows: times are dates (UTC), numbers are numbers, everything else is text
    and never a formula or a link. A text longer than a cell takes (32,767 units of UTF-16) ends with
    `… (cut)`; rows beyond the 1,048,576th are counted in the last. The files and the database have all.

    ## Questions of one's own

    ```
    sqlite3 audit.db "select change, title, test, reason from failed_tests"
    assent audit export PACK                                   # the tables and their rows
    assent audit export --table late_approvals --format json PACK
    assent audit export --postgres service=audit PACK
    assent audit schema                                        # the schema, as SQL
    ```

    PostgreSQL is loaded by `psql`, in one transaction, into the schema `assent`, which is made if it is
    not there. Rows of the same repository and period are replaced; other periods and repositories stay,
    so that one database may hold the packs of years. A connection string with a password is refused:
    set `PGPASSWORD`, or use `~/.pgpass` or a service.

    ## Several repositories

    `assent audit report --fleet fleet.yaml --from 2026-07-01 --to 2026-10-01 --out DIR` audits every
    clone that the file names, at once as many as there are cores. `DIR` has a pack for each, in a
    folder named for the repository (`/` becomes `-`), and beside them `index.html` with all exceptions
    first, `population.csv` with a column `repository`, `audit.db` with everything, and a manifest.
    `--postgres` loads that. A clone that cannot be audited is named first and stops no other; the exit
    status is then 3. `assent audit verify` is for each pack by itself.

    ```yaml
    schema: assent/fleet/1
    repositories:
      - path: ../changes             # the clone; paths start from this file
        trust-root: 3f1c0a9be2d44c0f8a7b6c5d4e3f2a1b0c9d8e7f   # or: first
        trunk: main                  # this and what follows may be left out
        checkpoint: 9b1d2c3e4f5a60718293a4b5c6d7e8f901234567
        deployments: [feeds/q3.jsonl]
        leavers: staff.csv
        settings: [github.json]
        code: [../claims]
    ```

    [schemas/fleet.json](schemas/fleet.json) is its schema for editors. Options about the sample and `--alias` go for all of
    them; evidence, checkpoints and clones of code stand below each repository.

    """

  private static let database = """
    `audit.db` is SQLite, with foreign keys and checks; `PRAGMA user_version` is the number of the
    schema. Every table begins with `repository` and `audit_period` (the first day, `/`, and the day
    after the last), which belong to every key and reference. Text and numbers only, so that the same
    schema serves PostgreSQL; times sort as text.


    """
}

extension DatabaseTable.Column.Kind {
  /// What a column holds, in words.
  fileprivate var word: String {
    switch self {
    case .text: "text"
    case .number: "number"
    case .flag: "0 or 1"
    case .time: "time"
    case .commit: "commit"
    case .digest: "digest"
    case .choice(let words):
      words.count > 8
        ? "one of \(words.count) words" : words.map { "`\($0)`" }.joined(separator: ", ")
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
