extension OutlineScanner {
  /// The first column from `column` on that is no blank.
  static func skipBlanks(_ line: [Unicode.Scalar], from column: Int) -> Int {
    var column = column
    while column < line.count, line[column] == " " || line[column] == "\t" { column += 1 }
    return column
  }

  /// Whether a dash that begins an item stands at a column.
  static func isDash(_ line: [Unicode.Scalar], at column: Int) -> Bool {
    guard column < line.count, line[column] == "-" else { return false }
    return column + 1 == line.count || line[column + 1] == " "
  }

  /// Whether a line is `---` or `...`.
  static func isMarker(_ line: [Unicode.Scalar]) -> Bool {
    guard line.count >= 3 else { return false }
    let mark = line[..<3]
    return (mark.elementsEqual("---".unicodeScalars) || mark.elementsEqual("...".unicodeScalars))
      && (line.count == 3 || line[3] == " ")
  }

  /// Whether a line begins with a dash or a key.
  static func opensBlock(_ line: [Unicode.Scalar], from column: Int) -> Bool {
    isDash(line, at: column) || key(in: line, from: column) != nil
  }

  /// The key that stands at a column, where it ends and where its colon is.
  static func key(
    in line: [Unicode.Scalar], from column: Int
  ) -> (text: String, end: Int, colon: Int)? {
    guard column < line.count else { return nil }
    if line[column] == "\"" || line[column] == "'" {
      guard let quote = closingQuote(line[column], in: line, from: column + 1) else { return nil }
      let colon = skipBlanks(line, from: quote + 1)
      guard isColon(line, at: colon) else { return nil }
      return (unquoted(line[column...quote]), quote + 1, colon)
    }
    guard !"{}[],#&*!|>%@`".unicodeScalars.contains(line[column]) else { return nil }
    for index in column..<line.count {
      if isComment(line, after: index) { return nil }
      guard isColon(line, at: index) else { continue }
      var end = index
      while end > column, line[end - 1] == " " { end -= 1 }
      return end > column ? (unquoted(line[column..<end]), end, index) : nil
    }
    return nil
  }

  private static func isColon(_ line: [Unicode.Scalar], at column: Int) -> Bool {
    guard column < line.count, line[column] == ":" else { return false }
    return column + 1 == line.count || line[column + 1] == " " || line[column + 1] == "\t"
  }

  /// Whether a comment begins behind the blanks at a column.
  static func isComment(_ line: [Unicode.Scalar], after column: Int) -> Bool {
    guard column < line.count, line[column] == " " || line[column] == "\t" else { return false }
    let next = skipBlanks(line, from: column)
    return next < line.count && line[next] == "#"
  }

  /// Where a plain text ends that begins at a column: before a comment, blanks left out.
  static func plainEnd(_ line: [Unicode.Scalar], from column: Int) -> Int {
    var end = line.count
    if let comment = (column..<line.count).first(where: { isComment(line, after: $0) }) {
      end = comment
    }
    while end > column, line[end - 1] == " " || line[end - 1] == "\t" { end -= 1 }
    return end
  }

  /// Where a quoted text ends; its first quote stands before `column`.
  static func closingQuote(
    _ quote: Unicode.Scalar, in line: [Unicode.Scalar], from column: Int
  ) -> Int? {
    var index = column
    while index < line.count {
      if quote == "\"", line[index] == "\\" {
        index += 2
        continue
      }
      if line[index] == quote {
        let isDoubled = quote == "'" && index + 1 < line.count && line[index + 1] == quote
        guard isDoubled else { return index }
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// A text without the quotes around it; escapes stay as they are.
  static func unquoted(_ text: some BidirectionalCollection<Unicode.Scalar>) -> String {
    var scalars = Array(text)
    if let quote = scalars.first, quote == "\"" || quote == "'" {
      scalars.removeFirst()
      if scalars.last == quote { scalars.removeLast() }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
