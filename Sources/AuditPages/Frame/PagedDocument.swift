internal import Markup

/// A list under a heading.
struct PagedBlock: Sendable {
  /// By what a link finds it; unique in the document.
  let id: String
  let title: String
  var note: String?
  let table: Table
  let rows: [TableRow]
  var ifNone = "None."
}

/// Lists that may be longer than a page can hold: cut into numbered pages between rows.
///
/// A page stays below 300 KB, and has at most 500 rows; the first one says what is where.
struct PagedDocument: Sendable {
  /// A run of rows of one block on one page.
  private struct Run {
    let block: Int
    let rows: Range<Int>
  }

  /// How much of rows a page may hold; what stands around them comes on top.
  private static let mostBytes = 200_000
  private static let mostRows = 500

  let section: PageSection
  let note: String?
  let blocks: [PagedBlock]

  init(_ section: PageSection, note: String?, _ blocks: [PagedBlock]) {
    self.section = section
    self.note = note
    self.blocks = blocks
  }

  /// The pages.
  ///
  /// - Parameters:
  ///   - intro: What stands on the first page before the lists.
  ///   - outro: What stands on the last page after them.
  func pages(
    in shell: PageShell, intro: Markup = Markup(), outro: Markup = Markup()
  ) -> [Page] {
    let sheets = sheets(used: intro.bytes.count)
    return sheets.indices.map { index in
      let place = section.place(index + 1)
      let title = index == 0 ? section.title : "\(section.title), page \(index + 1)"
      return shell.page(place, title: title, section: section, note: note) { main in
        if sheets.count > 1 { pager(index, of: sheets.count, place, to: &main) }
        if index == 0 {
          main.append(intro)
          contents(sheets, place, to: &main)
        }
        for run in sheets[index] { write(run, to: &main) }
        if index == sheets.count - 1 { main.append(outro) }
      }
    }
  }

  private func sheets(used: Int) -> [[Run]] {
    var sheets: [[Run]] = [[]]
    // An introduction is never so long that nothing fits below it.
    var (bytes, count) = (min(used, Self.mostBytes / 2), 0)
    for (number, block) in blocks.enumerated() {
      var start = 0
      for (index, row) in block.rows.enumerated() {
        let size = row.size
        if count > 0, count >= Self.mostRows || bytes + size > Self.mostBytes {
          if index > start {
            sheets[sheets.count - 1].append(Run(block: number, rows: start..<index))
          }
          sheets.append([])
          (bytes, count, start) = (0, 0, index)
        }
        bytes += size
        count += 1
      }
      sheets[sheets.count - 1].append(Run(block: number, rows: start..<block.rows.count))
    }
    return sheets
  }

  private func write(_ run: Run, to main: inout Markup) {
    let block = blocks[run.block]
    let isFirst = run.rows.lowerBound == 0
    let title = isFirst ? block.title : block.title + ", continued"
    main.element("h2", isFirst ? [.id(block.id)] : [], text: title)
    if isFirst, let note = block.note { main.element("p", text: note) }
    var table = block.table
    table.hidesCaption = table.caption == block.title
    table.add(to: &main, rows: Array(block.rows[run.rows]), ifNone: block.ifNone)
  }

  /// Which lists there are and where they begin; for one list over several pages, where they go on.
  private func contents(_ sheets: [[Run]], _ place: PagePlace, to main: inout Markup) {
    guard sheets.count > 1 || blocks.count > 3 else { return }
    main.element("nav", [.style("contents"), Attribute("aria-label", "Lists")]) { nav in
      nav.element("ul") { list in
        for (index, sheet) in sheets.enumerated() {
          for run in sheet { entry(run, page: index + 1, place, to: &list) }
        }
      }
    }
    main.newline()
  }

  private func entry(_ run: Run, page: Int, _ place: PagePlace, to list: inout Markup) {
    let block = blocks[run.block]
    let target = section.place(page)
    let isFirst = run.rows.lowerBound == 0
    let link = Attribute.link(place.link(to: target, isFirst ? block.id : nil))
    // Links from other pages name the list and not its page: here they find the way on.
    let anchor = isFirst && page > 1 ? [Attribute.id(block.id)] : []
    list.element("li", anchor) { item in
      item.element("a", [link], text: isFirst ? block.title : "page \(page)")
      if isFirst { item.text(" (\(block.rows.count))") }
      guard run.rows.count < block.rows.count, let first = block.rows[run.rows].first?.label,
        let last = block.rows[run.rows].last?.label
      else { return }
      item.text(": \(first) to \(last)")
    }
  }

  private func pager(_ index: Int, of count: Int, _ place: PagePlace, to main: inout Markup) {
    main.element("nav", [.style("pager"), Attribute("aria-label", "Pages of this list")]) { nav in
      nav.element("span", text: "Page \(index + 1) of \(count)")
      let steps = [(0, "first"), (index - 1, "previous"), (index + 1, "next"), (count - 1, "last")]
      for (step, word) in steps where (0..<count).contains(step) && step != index {
        nav.element("a", [.link(place.link(to: section.place(step + 1)))], text: word)
      }
    }
    main.newline()
  }
}
