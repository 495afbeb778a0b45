internal import Primitives
internal import Reporting

// The shapes are those of the public REST interfaces: GitHub's "List deployments" and "List
// deployment statuses", GitLab's "List project deployments".
extension FeedDraft {
  /// GitHub: deployments, and their statuses from further files.
  mutating func addGitHub(_ values: [(name: String, value: JSONValue)]) throws(InputFault) {
    var statuses: [String: [JSONValue]] = [:]
    for (_, value) in values {
      guard let place = value["deployment_url"].text else { continue }
      statuses[place, default: []].append(value)
    }
    var seen: Set<Int> = []
    var isUnknown = 0
    for (file, value) in values where value["deployment_url"].isNull {
      guard let id = value["id"].integer, let sha = value["sha"].text else {
        throw InputFault(file, line: 1, "an element is neither a deployment nor a status of one")
      }
      guard seen.insert(id).inserted else { continue }
      let name = "deployment \(id)"
      let own = statuses[value["url"].text ?? ""] ?? value["statuses"].elements
      // A deployment that succeeded stays `success` among its statuses when a later one makes it
      // `inactive`.
      let good = own.filter { $0["state"].text == "success" || $0["state"].text == "inactive" }
      let succeeded = good.filter { $0["state"].text == "success" }
      if own.isEmpty { isUnknown += 1 }
      guard own.isEmpty || !good.isEmpty else {
        let state = own.first?["state"].text ?? "unknown"
        omit(name, state, mayHaveRun: state != "failure" && state != "error")
        continue
      }
      let times = (succeeded.isEmpty ? good : succeeded).compactMap { $0["created_at"].text }
      let time = times.compactMap { Instant(rfc3339: $0) }.min()
      try take(
        Entry(
          file: file, name: name,
          time: time ?? value["created_at"].text.flatMap { Instant(rfc3339: $0) },
          system: Self.repository(value["url"].text), environment: value["environment"].text,
          commit: sha, who: value["creator"]["login"].text))
    }
    if isUnknown > 0 {
      remark(
        "\(isUnknown) deployments came without statuses and were taken as if they had succeeded; "
          + "give the lists of statuses too")
    }
  }

  /// The name in `https://api.github.com/repos/OWNER/NAME/deployments/42`.
  private static func repository(_ url: String?) -> String? {
    let parts = url?.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } ?? []
    guard let place = parts.firstIndex(of: "repos"), parts.count > place + 2 else { return nil }
    return parts[place + 2]
  }

  /// GitLab: deployments with their status.
  mutating func addGitLab(_ values: [(name: String, value: JSONValue)]) throws(InputFault) {
    var seen: Set<Int> = []
    for (file, value) in values {
      guard let id = value["id"].integer, let sha = value["sha"].text,
        let status = value["status"].text
      else { throw InputFault(file, line: 1, "an element is no deployment with its status") }
      guard seen.insert(id).inserted else { continue }
      let name = "deployment \(value["iid"].integer ?? id)"
      guard status == "success" else {
        omit(name, status, mayHaveRun: status == "running")
        continue
      }
      let job = value["deployable"]
      let ended = job["finished_at"].text ?? value["finished_at"].text
      let time = ended ?? value["updated_at"].text ?? value["created_at"].text
      let environment = value["environment"]["name"].text
      try take(
        Entry(
          file: file, name: name, time: time.flatMap { Instant(rfc3339: $0) },
          system: Self.project(job["pipeline"]["web_url"].text) ?? environment,
          environment: environment, commit: sha,
          who: value["user"]["username"].text ?? job["user"]["username"].text))
    }
  }

  /// The last name of the project in `https://gitlab.example/group/project/-/pipelines/7`.
  private static func project(_ url: String?) -> String? {
    let parts = url?.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } ?? []
    guard let place = parts.firstIndex(of: "-"), place > 2 else { return nil }
    return parts[place - 1]
  }
}
