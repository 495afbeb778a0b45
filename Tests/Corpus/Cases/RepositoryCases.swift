import TestSupport

/// What the state of a clone may and may not change.
enum RepositoryCases {
  static let all: [CorpusCase] = [
    CorpusCase(
      "A68", "replace-refs", "A replace reference shows other commits", by: .host,
      source: "git replace", from: .complete
    ) { story in
      try story.act(.object("S1", as: "security"), by: .eli)
      let harmless = try story.commit("Nothing\n", by: .joe, on: [story.root])
      story.references["refs/replace/\(story.tip)"] = harmless
      return Answer("prevented").because("objection")
    },
    CorpusCase(
      "A69", "grafts", "Grafts cut a rejection out of the history", by: .host,
      source: "libgit2 1.9 honours grafts", from: .complete
    ) { story in
      story.files["info/grafts"] = Array("\(story.tip) \(story.root)\n".utf8)
      return .error("grafts")
    },
    CorpusCase(
      "A70", "shallow", "The clone is shallow", by: .host,
      source: "libgit2 1.9 silently ends at the boundary", from: .complete
    ) { story in
      story.files["shallow"] = Array("\(story.tip)\n".utf8)
      return .error("shallow")
    },
    CorpusCase(
      "A71", "commit-graph", "The commit graph is a forgery", by: .host, from: .complete
    ) { story in
      story.files["objects/info/commit-graph"] =
        Array("CGPH".utf8) + [1, 1, 3, 0] + Array(repeating: 0, count: 1100)
      return .untouched
    },
    CorpusCase(
      "A72", "sha256-repository", "The repository names objects by SHA-256", by: .host,
      from: .complete
    ) { story in
      story.files["config"] = Array(
        """
        [core]
        \trepositoryformatversion = 1
        \tbare = true
        [extensions]
        \tobjectformat = sha256

        """.utf8)
      return .error("sha256", "unsupported")
    },
    CorpusCase(
      "A73", "object-under-wrong-name", "An object has other bytes than its name says",
      by: .host, from: .complete
    ) { story in
      let id = story.tip
      let other = Array("commit 5\0wrong".utf8)
      story.objects.remove(id)
      story.files["objects/\(id.prefix(2))/\(id.dropFirst(2))"] = Deflate.stored(other)
      return .error("corrupt")
    },
    CorpusCase(
      "A73-commit", "commit-under-wrong-name",
      "A commit without the rejection stands under the rejection's name", by: .host,
      from: .complete
    ) { story in
      let sound = try story.objects.content(story.tip)
      let id = try story.act(.decide("Reject", as: "change-manager"), by: .cat)
      story.objects.remove(id)
      story.files["objects/\(id.prefix(2))/\(id.dropFirst(2))"] = Deflate.stored(
        Array("commit \(sound.count)\0".utf8) + sound)
      return .error("corrupt")
    },
    CorpusCase(
      "A74", "missing-commit", "A commit of the history is missing", by: .host,
      from: .complete
    ) { story in
      let raw = String(decoding: try story.objects.content(story.tip), as: UTF8.self)
      let parent = try CommitParts.line("parent", of: raw).dropFirst(7).dropLast()
      story.objects.remove(String(parent))
      return .error("not-found", "corrupt")
    },
    CorpusCase(
      "A74-tree", "missing-tree", "A tree is missing", by: .host, from: .complete
    ) { story in
      let raw = String(decoding: try story.objects.content(story.tip), as: UTF8.self)
      story.objects.remove(String(try CommitParts.line("tree", of: raw).dropFirst(5).dropLast()))
      return .error("not-found", "corrupt")
    },
    CorpusCase(
      "A74-blob", "missing-policy", "A file of the policy is missing", by: .host,
      from: .complete
    ) { story in
      let leaf = story.files(of: story.tip)["policies/workflow.yaml"]
      story.objects.remove(leaf?.id ?? "")
      return .error("not-found", "corrupt")
    },
    CorpusCase(
      "A74-promisor", "partial-clone", "The clone fetches objects when asked", by: .host,
      from: .complete
    ) { story in
      story.files["config"] = Array(
        """
        [core]
        \trepositoryformatversion = 1
        \tbare = true
        [extensions]
        \tpartialclone = origin
        [remote "origin"]
        \tpromisor = true
        \turl = https://harbourline.example/x

        """.utf8)
      return .error("partial-clone")
    },
    CorpusCase(
      "A76", "configuration", "The configuration names programs of its own", by: .host,
      from: .complete
    ) { story in
      story.files["config"] = Array(
        """
        [core]
        \trepositoryformatversion = 0
        \tbare = true
        \tfsmonitor = /bin/false
        \thooksPath = /nowhere
        [gpg]
        \tformat = openpgp
        [gpg "ssh"]
        \tprogram = /bin/true
        \tallowedSignersFile = /dev/null
        [log]
        \tmailmap = true
        [include]
        \tpath = /nowhere/at/all

        """.utf8)
      return .untouched
    },
    CorpusCase(
      "B133", "head-elsewhere", "HEAD names another branch with another policy",
      by: .host, from: .complete
    ) { story in
      story.references["refs/heads/elsewhere"] = try story.commit(
        "Elsewhere\n", by: .mallory, changing: ["policies": .removed], on: [])
      story.files["HEAD"] = Array("ref: refs/heads/elsewhere\n".utf8)
      return .untouched
    },
    CorpusCase(
      "B134", "tag-of-trunks-name", "A tag and other references bear the trunk's name",
      from: .complete
    ) { story in
      let old = story.root
      for name in [
        "refs/tags/main", "refs/heads/heads/main", "refs/main", "refs/remotes/main/main",
      ] {
        story.references[name] = old
      }
      return .untouched
    },
    CorpusCase(
      "B135", "packed-and-loose", "Packed references still name an older tip", by: .host,
      from: .complete
    ) { story in
      story.files["packed-refs"] = Array(
        "# pack-refs with: peeled fully-peeled sorted \n\(story.root) refs/heads/main\n".utf8)
      return .untouched
    },
    CorpusCase(
      "B136", "trunk-is-a-tree", "The trunk's reference names a tree", by: .host,
      from: .complete
    ) { story in
      let raw = String(decoding: try story.objects.content(story.tip), as: UTF8.self)
      story.references["refs/heads/main"] = String(
        try CommitParts.line("tree", of: raw).dropFirst(5).dropLast())
      return .error("wrong-type")
    },
    CorpusCase(
      "B137", "trunk-in-a-ring", "The trunk's reference leads to itself", by: .host,
      from: .complete
    ) { story in
      story.files["refs/heads/main"] = Array("ref: refs/heads/main\n".utf8)
      return .error("trunk-missing", "corrupt", "other")
    },
    CorpusCase(
      "B138", "trunk-garbage", "The trunk's reference is garbage", by: .host,
      from: .complete
    ) { story in
      story.files["refs/heads/main"] = Array("main\n".utf8)
      return .error("trunk-missing", "corrupt", "other")
    },
    CorpusCase(
      "B139", "trunk-missing", "The trunk is missing", by: .host, from: .complete
    ) { story in
      story.references["refs/heads/master"] = story.tip
      story.tip = ""
      return .error("trunk-missing")
    },
    CorpusCase(
      "B140", "carrier-missing", "A carrier branch names a commit that is not there",
      by: .host, from: .complete
    ) { story in
      story.references["refs/heads/assent/CHG-2026-7F3K/eli.frost"] = String(
        repeating: "5", count: 40)
      return .error("not-found", "corrupt")
    },
    CorpusCase(
      "B141", "alternates-ring", "The object folders borrow from themselves", by: .host,
      from: .complete
    ) { story in
      story.files["objects/info/alternates"] = Array("../objects\n./\n/nowhere\n".utf8)
      return .untouched
    },
    CorpusCase(
      "B142", "trust-root-off-spine", "Trust is said to begin beside the trunk",
      from: .complete
    ) { story in
      let side = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      try story.merge(side)
      story.question.trustRoot = side
      return .error("trust-root-missing")
    },
    CorpusCase(
      "B143", "trust-root-short", "Trust is said to begin at an abbreviation",
      from: .complete
    ) { story in
      story.question.trustRoot = String(story.root.prefix(12))
      return .error("trust-root-missing")
    },
    CorpusCase(
      "B144", "trust-root-late", "Trust begins behind the approvals", by: .none,
      from: .complete
    ) { story in
      let act = story.tip
      story.question.trustRoot = try story.commit(
        "Later\n", by: .joe, changing: ["README": .text("x\n")])
      return Answer("awaiting").dropping(act, "before-root")
    },
    CorpusCase("B145", "unknown-change", "The change does not exist", from: .complete) { story in
      story.question.change = "CHG-2026-ZZZZ"
      var answer = Answer.error("no-such-change")
      answer.decisions = ["none"]
      return answer
    },
  ]

  static let stores: [CorpusCase] = [
    CorpusCase(
      "B155", "index-lies", "The pack's index takes the rejection for a harmless commit", by: .host,
      from: .complete
    ) { story in
      let harmless = story.tip
      let rejection = try story.act(.decide("Reject", as: "change-manager"), by: .cat)
      story.swapped = (harmless, rejection)
      return .error("corrupt")
    },
    CorpusCase(
      "B156", "index-lies-about-record", "The pack's index takes one record for another",
      by: .host, from: .complete
    ) { story in
      let old = story.files(of: story.tip)[story.record.path]?.id ?? ""
      try story.edit("Promote the standby that", to: "Drop the standby that", by: .mallory)
      let new = story.files(of: story.tip)[story.record.path]?.id ?? ""
      story.swapped = (old, new)
      return .error("corrupt")
    },
    CorpusCase(
      "B157", "packed-carrier", "The objection's carrier is a packed reference", by: .none,
      from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.files["packed-refs"] = Array(
        "# pack-refs with: peeled fully-peeled sorted \n\(act) \(carrier)\n".utf8)
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B158", "tagged-carrier", "The objection's carrier is an annotated tag", by: .host,
      from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.references[carrier] = story.objects.write(
        "tag", Array("object \(act)\ntype commit\ntag x\ntagger A <a@b> 1 +0000\n\nx\n".utf8))
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B159", "symbolic-carrier", "The objection's carrier leads through another name", by: .host,
      from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.references["refs/hidden/eli"] = act
      story.files[carrier] = Array("ref: refs/hidden/eli\n".utf8)
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B160", "carrier-in-other-letters", "The objection's carrier has letters beyond ASCII",
      by: .none, from: .complete
    ) { story in
      let act = try story.act(.object("S1", as: "security"), by: .eli, on: [story.tip])
      story.references["refs/heads/assent/\u{fc}ber/\u{202e}eli"] = act
      return Answer("prevented").because("objection").counting(act)
    },
    CorpusCase(
      "B161", "carrier-broken", "The objection's carrier is an empty file", by: .host,
      from: .complete
    ) { story in
      story.files[carrier] = []
      return .error("corrupt", "other", "not-found")
    },
    CorpusCase(
      "B162", "packed-refs-garbage", "The packed references are garbage", by: .host,
      from: .complete
    ) { story in
      story.files["packed-refs"] = Array("nonsense\n".utf8)
      return .error("corrupt", "other")
    },
    CorpusCase(
      "B163", "reftable", "The references are kept in another format", by: .host, from: .complete
    ) { story in
      story.files["config"] = Array(
        """
        [core]
        \trepositoryformatversion = 1
        \tbare = true
        [extensions]
        \trefstorage = reftable

        """.utf8)
      return .error("unsupported")
    },
    CorpusCase(
      "B164", "configuration-broken", "The configuration cannot be parsed", by: .host,
      from: .complete
    ) { story in
      story.files["config"] = Array("[core\n".utf8)
      return .error("corrupt", "other", "unsupported")
    },
    CorpusCase(
      "B165", "trunk-is-a-tag", "The trunk's reference names an annotated tag of the tip",
      by: .host, from: .complete
    ) { story in
      story.references["refs/heads/main"] = story.objects.write(
        "tag",
        Array("object \(story.tip)\ntype commit\ntag x\ntagger A <a@b> 1 +0000\n\nx\n".utf8))
      return .untouched
    },
    CorpusCase(
      "B166", "multi-pack-index", "The index over all packs is garbage", by: .host,
      from: .complete
    ) { story in
      story.files["objects/pack/multi-pack-index"] =
        Array("MIDX".utf8)
        + Array(
          repeating: 1, count: 64)
      return .untouched
    },
  ]

  static let trunks: [CorpusCase] = [
    CorpusCase(
      "B171", "tracking-name-pushed",
      "Somebody pushed the name of a remote's trunk to a server's own repository",
      from: .complete
    ) { story in
      let old = story.tip
      try story.act(.decide("Reject", as: "change-manager"), by: .cat)
      story.references["refs/remotes/origin/main"] = old
      return Answer("prevented").because("rejected")
    },
    CorpusCase(
      "B172", "tracking-name-mirrored", "A mirror fetched the name of a remote's trunk",
      from: .complete
    ) { story in
      let old = story.tip
      try story.act(.decide("Reject", as: "change-manager"), by: .cat)
      story.references["refs/remotes/origin/main"] = old
      story.files["config"] = remote(fetching: "+refs/*:refs/*")
      return Answer("prevented").because("rejected")
    },
    CorpusCase(
      "B173", "tracking-name-fetched", "The fetched trunk is ahead of the local branch: a control",
      by: .none, from: .complete
    ) { story in
      let old = story.tip
      try story.act(.decide("Reject", as: "change-manager"), by: .cat)
      story.references["refs/remotes/origin/main"] = story.tip
      story.references["refs/heads/main"] = old
      story.files["config"] = remote(fetching: "+refs/heads/*:refs/remotes/origin/*")
      return Answer("prevented").because("rejected")
    },
  ]

  private static func remote(fetching map: String) -> [UInt8] {
    Array(
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = true
      [remote "origin"]
      \turl = https://harbourline.example/changes
      \tfetch = \(map)

      """.utf8)
  }

  private static let carrier = "refs/heads/assent/CHG-2026-7F3K/eli.frost"
}
