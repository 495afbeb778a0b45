internal import Git
internal import Glibc
internal import Ledger

/// The files of a repository as they lie on disk, read without Git.
struct WorkTree {
  /// Files and problems below a directory, always in the same order; paths from the root.
  struct Listing {
    /// Plain files, executable ones included.
    var files: [String] = []
    var problems: [TreeProblem] = []
    /// What cannot be a file of the tree, with the reason in words.
    var oddities: [(path: String, words: String)] = []
  }

  /// The absolute path of the root, links resolved.
  let root: String
  /// Bytes that are read in place of files, by their paths from the root, whether those are there
  /// or not.
  var overlay: [String: [UInt8]] = [:]

  /// The nearest directory at or above `directory` with `policies/assent.yaml` or `.git`, else
  /// `directory` itself; nil if there is no such directory.
  init?(around directory: String) {
    guard let start = Self.resolved(directory), PlainFile.kind(start) == .directory else {
      return nil
    }
    var candidate = start
    while true {
      let marks = ["policies/assent.yaml", ".git"]
      if marks.contains(where: { PlainFile.kind(Self.join(candidate, $0)) != .absent }) { break }
      guard candidate != "/", let slash = candidate.lastIndex(of: "/") else {
        candidate = start
        break
      }
      candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
    }
    root = candidate
  }

  /// The tree below an absolute path without links in it.
  init(root: String) { self.root = root }

  /// The place of a path on disk, an absolute path being one already.
  func absolute(_ path: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : Self.join(root, path)
  }

  /// Reads a plain file of at most `limit` bytes by its path, or what is laid over it.
  func read(_ path: String, limit: Int) -> PlainFile.Reading {
    guard let bytes = overlay[path] ?? overlay[relative(path)] else {
      return PlainFile.read(absolute(path), limit: limit)
    }
    return bytes.count <= limit ? .bytes(bytes) : .tooLarge(bytes.count)
  }

  /// The path from the root, for an absolute one below it; any other as it is.
  private func relative(_ path: String) -> String {
    let prefix = root == "/" ? root : root + "/"
    guard !overlay.isEmpty, path.utf8.starts(with: prefix.utf8) else { return path }
    return String(path.dropFirst(prefix.count))
  }

  /// The path from the root to a file that need not be there, as its name says it; absolute where
  /// it lies elsewhere, nil for the root and what lies above `/`.
  func path(ofNew name: String, in directory: String) -> String? {
    if let known = path(named: name, in: directory) { return known.isEmpty ? nil : known }
    let start = name.utf8.first == UInt8(ascii: "/") ? "" : Self.resolved(directory) ?? root
    var parts: [Substring] = []
    for part in Self.join(start, name).split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    let full = "/" + parts.joined(separator: "/")
    let prefix = root == "/" ? root : root + "/"
    guard full != root, full != "/" else { return nil }
    return full.utf8.starts(with: prefix.utf8) ? String(full.dropFirst(prefix.count)) : full
  }

  /// The path from the root to a file that a user named; absolute where it lies elsewhere, empty
  /// for the root itself, nil if nothing stands there. The last name is not followed as a link.
  func path(named name: String, in directory: String) -> String? {
    let full = name.utf8.first == UInt8(ascii: "/") ? name : Self.join(directory, name)
    guard let place = Self.place(of: full) else { return nil }
    if place == root { return "" }
    let prefix = root == "/" ? root : root + "/"
    guard place.utf8.starts(with: prefix.utf8) else { return place }
    return String(place.dropFirst(prefix.count))
  }

  /// Everything below a directory, links not followed, and what is laid over it; empty where there
  /// is no directory.
  func listing(below path: String) -> Listing {
    var result = onDisk(below: path)
    guard !overlay.isEmpty else { return result }
    let prefix = path.isEmpty ? "" : path + "/"
    let known = Set(result.files)
    result.files += overlay.keys.filter {
      $0.utf8.first != UInt8(ascii: "/") && $0.utf8.starts(with: prefix.utf8) && !known.contains($0)
    }.sorted()
    return result
  }

  private func onDisk(below path: String) -> Listing {
    var result = Listing()
    switch PlainFile.kind(absolute(path)) {
    case .absent: break
    case .directory: result = walk([path], isFirst: true)
    default: result.oddities.append((path, "is no directory"))
    }
    return result
  }

  // MARK: Reading directories

  /// What is below directories, in their order. Where many lie side by side, as those of evidence
  /// do, they are divided among the cores.
  private func walk(_ directories: [String], isFirst: Bool) -> Listing {
    var result = Listing()
    var pending = Array(directories.reversed())
    while let directory = pending.popLast() {
      let inner = read(directory, into: &result)
      guard isFirst, inner.count > 256 else {
        pending += inner.reversed()
        continue
      }
      for part in parallelMap(inner, threads: LintRun.threads, { walk([$0], isFirst: false) }) {
        result.files += part.files
        result.problems += part.problems
        result.oddities += part.oddities
      }
    }
    return result
  }

  /// Adds the files of one directory; the result are its directories.
  private func read(_ directory: String, into result: inout Listing) -> [String] {
    let prefix = directory.isEmpty ? "" : directory + "/"
    guard let entries = Self.entries(in: absolute(directory)) else {
      result.oddities.append((directory, "cannot be read"))
      return []
    }
    var directories: [String] = []
    var seen: [String: String] = [:]
    for entry in entries {
      guard let name = String(validating: entry.name, as: UTF8.self) else {
        let path = prefix + String(decoding: entry.name, as: UTF8.self)
        result.problems.append(TreeProblem(path: path, reason: .notUTF8))
        continue
      }
      let path = prefix + name
      // File systems that fold case or composition would take the two for one.
      if let other = seen.updateValue(path, forKey: name.lowercased()) {
        result.problems.append(TreeProblem(path: path, reason: .collides(with: other)))
      }
      // Evidence may be executable: there the kind that the directory tells is enough.
      let isEvidence = path.utf8.starts(with: "changes/evidence/".utf8)
      let kind = isEvidence ? entry.kind : nil
      add(path, kind ?? PlainFile.kind(absolute(path)), to: &result, directories: &directories)
    }
    return directories
  }

  private func add(
    _ path: String, _ kind: PlainFile.Kind, to result: inout Listing,
    directories: inout [String]
  ) {
    switch kind {
    case .absent: break
    case .directory where path.utf8.suffix(5).elementsEqual(".yaml".utf8):
      result.oddities.append((path, "is a directory"))
    case .directory: directories.append(path)
    case .symlink: result.problems.append(TreeProblem(path: path, reason: .symlink))
    case .other: result.oddities.append((path, "is no plain file"))
    case .file(let isExecutable):
      result.files.append(path)
      if isExecutable { result.problems.append(TreeProblem(path: path, reason: .executable)) }
    }
  }

  /// A name in a directory, with its kind where the directory tells it.
  private struct Entry {
    let name: [UInt8]
    let kind: PlainFile.Kind?
  }

  /// What a directory holds, sorted by bytes; nil if it cannot be read.
  private static func entries(in path: String) -> [Entry]? {
    guard let directory = opendir(path) else { return nil }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name != [UInt8(ascii: ".")], name != Array("..".utf8) else { continue }
      let kind: PlainFile.Kind? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file(isExecutable: false)
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symlink
        default: nil
        }
      entries.append(Entry(name: name, kind: kind))
    }
    return entries.sorted { Self.precedes($0.name, $1.name) }
  }

  /// Whether bytes stand before others, as `memcmp` sees it: there may be a great many.
  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let order = left.withUnsafeBytes { first in
      right.withUnsafeBytes { second in
        guard let one = first.baseAddress, let other = second.baseAddress else { return Int32(0) }
        return memcmp(one, other, min(first.count, second.count))
      }
    }
    return order == 0 ? left.count < right.count : order < 0
  }

  // MARK: Paths

  private static func join(_ directory: String, _ path: String) -> String {
    if path.isEmpty { return directory }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  /// The absolute path without links in it, its last name excepted; nil if nothing stands there.
  private static func place(of path: String) -> String? {
    let kind = PlainFile.kind(path)
    guard kind != .absent else { return nil }
    if kind == .directory { return resolved(path) }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let parent = slash == path.startIndex ? "/" : String(path[..<slash])
    return resolved(parent).map { join($0, String(path[path.index(after: slash)...])) }
  }

  /// The absolute path without links in it; nil if nothing stands there.
  static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}

extension WorkTree.Listing {
  /// The same files as if their common directory had another name.
  func renamed(from old: String, to new: String) -> WorkTree.Listing {
    guard old != new else { return self }
    func renamed(_ path: String) -> String {
      old.isEmpty ? "\(new)/\(path)" : new + path.dropFirst(old.count)
    }
    return WorkTree.Listing(
      files: files.map(renamed),
      problems: problems.map { problem in
        guard case .collides(let other) = problem.reason else {
          return TreeProblem(path: renamed(problem.path), reason: problem.reason)
        }
        return TreeProblem(
          path: renamed(problem.path), reason: .collides(with: renamed(other)))
      },
      oddities: oddities.map { (renamed($0.path), $0.words) })
  }
}
