internal import Acting
internal import Git
internal import Records
internal import Starting

/// Asks who owns a new policy.
struct OwnerInterview {
  let options: InitCommand
  let place: InitCommand.Place

  /// Adds owners until nobody wants another.
  func add(to draft: inout PolicyDraft) throws {
    if options.allowedSigners != nil {
      draft.owners = try chosen(among: draft.people.map(\.id))
      return
    }
    guard Terminal.isInteractive, !options.yes else {
      guard options.yes, let own = place.owner else {
        throw Failure(
          "usage", "--owner is needed: who may change the policy",
          hint: "--owner 'ana=Ana Ruiz=ana@example.com=ana.pub', or --allowed-signers FILE",
          exitStatus: 2)
      }
      append(try person(own), to: &draft)
      return
    }
    Terminal.remark(
      "3/4  the owners of the policy: three with a threshold of two are recommended")
    while true {
      let own = draft.owners.isEmpty ? place.owner : nil
      guard let id = try askedID(own, draft) else { return }
      append(try asked(id, own?.id == id ? own : nil), to: &draft)
    }
  }

  private func append(_ person: People.Person, to draft: inout PolicyDraft) {
    draft.people.append(person)
    draft.owners.append(person.id)
  }

  // MARK: From a list

  private func chosen(among ids: [String]) throws -> [String] {
    if Terminal.isInteractive {
      Terminal.remark("3/4  the owners of the policy, among \(ids.joined(separator: ", "))")
    }
    return try Prompt.answer(
      "the ids of those who own the policy", flag: "--owner",
      otherwise: options.yes ? ids.first : nil
    ) { text in
      let named = text.split { $0 == " " || $0 == "," }.map { String($0) }
      if let stranger = named.first(where: { !ids.contains($0) }) {
        throw Failure("usage", "nobody is called `\(stranger)`", exitStatus: 2)
      }
      return Set(named).count == named.count ? named : ids.filter(named.contains)
    }
  }

  // MARK: One by one

  private func askedID(_ own: InitCommand.Person?, _ draft: PolicyDraft) throws -> String? {
    let isFirst = draft.owners.isEmpty
    let question =
      isFirst ? "the first owner's id, such as ana.ruiz" : "the next owner's id, `-` to end"
    return try Prompt.answer(
      question, flag: "--owner", otherwise: own?.id ?? (isFirst ? nil : "-")
    ) { text in
      if text == "-", !isFirst { return nil }
      let id = try OwnerEntry.id(text)
      guard !draft.owners.contains(id) else {
        throw Failure("usage", "`\(id)` is there already", exitStatus: 2)
      }
      return id
    }
  }

  private func asked(_ id: String, _ own: InitCommand.Person?) throws -> People.Person {
    let name = try Prompt.answer(
      "  full name", flag: "--owner", otherwise: own?.name, read: { $0 })
    let email = try Prompt.answer(
      "  e-mail address", flag: "--owner", otherwise: own?.email, read: OwnerEntry.email)
    let key = try Prompt.answer(
      "  file of the public SSH key", flag: "--owner", otherwise: own?.keyFile
    ) { try OwnerEntry.key(ofFile: Files.path($0, in: options.directory)) }
    return OwnerEntry.person(id: id, name: name, email: email, key: key)
  }

  /// Whoever Git's configuration describes.
  private func person(_ own: InitCommand.Person) throws -> People.Person {
    guard let email = own.email, let file = own.keyFile else {
      throw Failure(
        "usage", "--owner is needed: Git knows no \(own.email == nil ? "address" : "key") of yours",
        hint: "git config user.email ana@example.com && git config user.signingkey ana.pub",
        exitStatus: 2)
    }
    return try OwnerEntry.person(
      id: own.id, name: own.name ?? own.id, email: OwnerEntry.email(email),
      key: OwnerEntry.key(ofFile: file))
  }
}
