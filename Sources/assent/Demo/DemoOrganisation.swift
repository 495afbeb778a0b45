internal import Acting
internal import Signatures

/// The sample organisation with keys that were made a moment ago.
struct DemoOrganisation {
  /// Everybody who acts in the stories.
  static let cast = [
    "ada.lane", "ben.falke", "bo.chen", "cat.diaz", "deploy.bot", "eli.frost", "gus.lang",
    "joe.park", "kai.lorenz", "lin.hofer", "nils.ott", "nora.pohl", "ole.dahl", "sam.reich",
    "theo.blum", "vic.stein", "lars.wolff", "rob.fink",
  ]

  /// By person, the public key without its comment.
  let keys: [String: String]

  /// Makes a key pair for each of the cast in a directory.
  init(keysIn directory: String) throws {
    var keys: [String: String] = [:]
    try acting { () throws(ActingError) in
      try Files.makeDirectory(directory)
      let keygen = try Program(named: "ssh-keygen")
      for person in Self.cast {
        let file = "\(directory)/\(person)"
        let made = try keygen.run(["-q", "-t", "ed25519", "-N", "", "-C", person, "-f", file])
        guard made.status == 0 else {
          throw ActingError("demo", "ssh-keygen failed: \(made.errorText)", exitStatus: 2)
        }
        keys[person] = try SigningKey.publicKey(ofFile: file + ".pub").line
      }
    }
    self.keys = keys
  }

  /// The policy: the sample's, with the fresh keys.
  var files: [SampleFile] {
    Sample.files.filter { $0.path.hasPrefix("policies/") }.map { file in
      SampleFile(path: file.path, text: text(of: file))
    }
  }

  private func text(of file: SampleFile) -> String {
    switch file.path {
    case "policies/people.yaml": people(file.text)
    case "policies/workflow.yaml": withoutTimes(file.text)
    case "policies/calendar.yaml": withoutFreezes(file.text)
    default: file.text
    }
  }

  private func people(_ text: String) -> String {
    var person = ""
    return lines(text) { line in
      if line.hasPrefix("  "), !line.hasPrefix("   "), let name = line.split(separator: ":").first {
        person = String(name.drop { $0 == " " })
      }
      guard let key = keys[person], let mark = line.firstRange(of: "- ssh: ") else { return line }
      return line[..<mark.upperBound] + key
    }
  }

  // The stories play now, at whatever hour somebody runs them: what the sample's workflow and
  // calendar say about the hour, the lead time and the time of the year is left out, and with it
  // the queue for a slot.
  private static let timely = ["lead-time:", "windows:", "conflicts:"]

  private func withoutTimes(_ text: String) -> String {
    lines(text) { line in
      Self.timely.contains { line.drop { $0 == " " }.hasPrefix($0) } ? nil : line
    }
  }

  private func withoutFreezes(_ text: String) -> String {
    var isInside = false
    return lines(text) { line in
      if line.hasPrefix("freezes:") {
        isInside = true
        return "freezes: []"
      }
      isInside = isInside && line.hasPrefix(" ")
      return isInside ? nil : line
    }
  }

  /// The text with every line as `change` makes it; nil leaves it out.
  private func lines(_ text: String, _ change: (Substring) -> Substring?) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap(change)
      .joined(separator: "\n")
  }
}
