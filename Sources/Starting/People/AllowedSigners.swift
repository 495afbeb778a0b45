package import Diagnostics
package import Primitives
package import Records

/// People read from an OpenSSH file of allowed signers, as `gpg.ssh.allowedSignersFile` names one.
package struct AllowedSigners: Sendable {
  /// The people in the order of the file, each with an id, addresses and keys.
  package let people: [People.Person]
  /// What a list of people cannot say, by line; with one of these the people are not all there.
  package let findings: [Finding]
  /// What was read otherwise than it stands there, in words, by line.
  package let remarks: [(line: Int, text: String)]

  /// Reads a file.
  ///
  /// - Parameter now: which keys have expired, and which are not valid yet.
  package static func read(_ bytes: [UInt8], path: String, now: Instant) -> AllowedSigners {
    var reader = Reader(path: path, now: now)
    reader.read(bytes)
    return AllowedSigners(
      people: reader.people, findings: reader.findings, remarks: reader.remarks)
  }

  private struct Reader {
    let path: String
    let now: Instant
    var people: [People.Person] = []
    var findings: [Finding] = []
    var remarks: [(line: Int, text: String)] = []
    /// Which person a principal stands for, by index.
    private var owners: [String: Int] = [:]

    init(path: String, now: Instant) { (self.path, self.now) = (path, now) }

    mutating func read(_ bytes: [UInt8]) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        refuse(1, "the file is not UTF-8", "save it as UTF-8")
        return
      }
      // A line end of two bytes is one Character: lines are taken by their bytes.
      let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        var line = line
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        read(String(Substring(line)), number: index + 1)
      }
      if people.isEmpty, findings.isEmpty {
        refuse(1, "the file names nobody", "one line a key: ana@acme.example ssh-ed25519 AAAA…")
      }
    }

    private mutating func read(_ text: String, number: Int) {
      let line: AllowedSignersLine
      do throws(AllowedSignersLine.Fault) {
        guard let read = try AllowedSignersLine(text) else { return }
        line = read
        try check(line)
      } catch {
        refuse(number, error.message, error.advice)
        return
      }
      guard let index = person(of: line, number) else { return }
      for principal in line.principals { owners[principal] = index }
      add(line, to: index, number)
    }

    // MARK: What can be said

    /// Refuses what a list of people has no words for.
    private func check(_ line: AllowedSignersLine) throws(AllowedSignersLine.Fault) {
      for principal in line.principals where principal.contains(where: { "*?!".contains($0) }) {
        throw AllowedSignersLine.Fault(
          "`\(principal)` is a pattern, and who may act is said of people by name",
          "write one line for each person whom it stands for")
      }
      if let names = line.namespaces, !names.contains(where: Self.admitsGit) {
        throw AllowedSignersLine.Fault(
          "the key may not sign commits: `namespaces` leaves out git",
          "leave the line out, or add git to its namespaces")
      }
      if let end = line.validBefore, end > now {
        throw AllowedSignersLine.Fault(
          "the key ends on \(end), and a list of people cannot say so in advance",
          "remove valid-before here, and on that day: assent policy person retire")
      }
      if let start = line.validAfter, start > now {
        throw AllowedSignersLine.Fault(
          "the key begins on \(start), and a list of people cannot say so in advance",
          "leave the line out, and on that day: assent policy person replace-key")
      }
    }

    private static func admitsGit(_ name: String) -> Bool {
      name == "git" || name == "*" || (name.hasSuffix("*") && "git".hasPrefix(name.dropLast()))
    }

    // MARK: Who it is

    private mutating func person(of line: AllowedSignersLine, _ number: Int) -> Int? {
      let known = Set(line.principals.compactMap { owners[$0] })
      guard known.count < 2 else {
        let ids = known.map { people[$0].id }.sorted().joined(separator: " and ")
        refuse(
          number, "the names of this line belong to \(ids)",
          "put all names of one person on every line of theirs")
        return nil
      }
      if let index = known.first {
        addAddresses(of: line, to: index)
        return index
      }
      let id = Self.id(of: line.principals[0])
      guard TextPattern.personID.allows(id) else {
        refuse(
          number, "`\(line.principals[0])` makes no id of a person",
          "write a name or an address that begins with a letter or digit")
        return nil
      }
      guard !people.contains(where: { $0.id == id }) else {
        refuse(
          number, "`\(line.principals[0])` would be called `\(id)` like somebody before",
          "if it is the same person, put both names on one line; else write the ids yourself: "
            + "assent policy person add")
        return nil
      }
      var person = People.Person(id: id)
      person.name = Self.name(of: id)
      people.append(person)
      addAddresses(of: line, to: people.count - 1)
      return people.count - 1
    }

    private mutating func addAddresses(of line: AllowedSignersLine, to index: Int) {
      for principal in line.principals where TextPattern.email.allows(principal) {
        let isKnown = people[index].email.contains { $0.lowercased() == principal.lowercased() }
        if !isKnown { people[index].email.append(principal) }
      }
    }

    /// What stands before the `@`, in the letters of an id.
    private static func id(of principal: String) -> String {
      let local = principal.prefix { $0 != "@" }.lowercased()
      let letters = local.utf8.map { byte -> UInt8 in
        let isLegal =
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
        return isLegal ? byte : UInt8(ascii: "-")
      }
      return String(decoding: letters, as: UTF8.self)
    }

    /// `Ana Ruiz` of `ana.ruiz`.
    private static func name(of id: String) -> String {
      id.split { "._-".contains($0) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(separator: " ")
    }

    // MARK: Keys

    private mutating func add(_ line: AllowedSignersLine, to index: Int, _ number: Int) {
      let materials: [People.Key.Material] =
        line.isAuthority
        ? line.principals.map { .sshAuthority(key: line.key, principal: $0) } : [.ssh(line.key)]
      let hasEnded = line.validBefore != nil
      for material in materials {
        if let owner = people.first(where: { $0.keys.contains { $0.material == material } }) {
          refuse(
            number, "the key of `\(people[index].id)` is `\(owner.id)`'s already",
            owner.id == people[index].id
              ? "keep one of the two lines" : "give each person keys of their own")
          continue
        }
        var key = People.Key(material: material)
        key.status = hasEnded ? .retired : .active
        people[index].keys.append(key)
      }
      if let end = line.validBefore { note(number, "the key ended on \(end): it is retired") }
      if let names = line.namespaces, names != ["git"] {
        note(number, "of its namespaces only git means anything here")
      }
    }

    private mutating func note(_ line: Int, _ text: String) { remarks.append((line, text)) }

    private mutating func refuse(_ line: Int, _ message: String, _ advice: String) {
      let place = Position(line: line, column: 1)
      findings.append(
        Finding(
          rule: "allowed-signers", message: message,
          location: Location(path: path, span: Span(start: place, end: place)), advice: advice))
    }
  }
}
