// swift-tools-version: 6.2
import PackageDescription

/// Settings every module of the product is compiled with; test targets leave out the import rule,
/// which is noise where types of other modules are extended.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // Generic types are asked for by their parts. By name, the default, each first use of one searches
  // all conformances of the program: up to a fifth of a short command.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
    .when(configuration: .release)),
]

let forTests: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "assent",
  products: [.executable(name: "assent", targets: ["assent"])],
  dependencies: [
    // Ed25519, ECDSA, RSA and SHA-256: signatures are never our own arithmetic.
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    // DER for X.509, already there below swift-crypto. Not swift-certificates: its verifier is
    // asynchronous, has a clock inside, and its CMS is SPI; not libcrypto: bytes from outside in C.
    .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
    // The command line: parsing, help, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // Runs `git` for signing and pushing with the user's own set-up; without Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    // The file descriptors that swift-subprocess takes; there below it.
    .package(url: "https://github.com/apple/swift-system", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Opens the libraries below when they are first needed, not at every start.
    .target(name: "OnDemand"),
    // Git's objects, references and configuration.
    .target(name: "CLibgit2", dependencies: ["OnDemand"]),
    // OpenPGP certificates: which of their many signatures hold, and what they say together.
    .target(name: "CRNP", dependencies: ["OnDemand"]),
    // The evidence pack's database, for free questions.
    .target(name: "CSQLite", dependencies: ["OnDemand"]),
    // The evidence pack's workbook: a well-kept writer of a format that is not ours.
    .target(name: "CXlsxWriter", dependencies: ["OnDemand"]),
    // What objects are packed with, for reading them by the million; there below libgit2.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // How the allocator grows: part of glibc, left out of its Swift module.
    .systemLibrary(name: "CMalloc"),
    // Renaming that never replaces, and exchanges: left out of it likewise.
    .systemLibrary(name: "CRename"),

    // Object names, digests, instants and dates: what every module counts with.
    .target(name: "Primitives", swiftSettings: house),
    // Files and folders that are there whole or not at all.
    .target(name: "WholeFiles", dependencies: ["CRename"], swiftSettings: house),
    // Findings about the user's content, as values.
    .target(name: "Diagnostics", swiftSettings: house),
    // The strict YAML subset as nodes that know where they stand.
    .target(name: "YAMLTree", dependencies: ["CLibyaml", "Diagnostics"], swiftSettings: house),
    // Change requests and policies as values; closed-schema decoding.
    .target(
      name: "Records", dependencies: ["Acts", "YAMLTree", "Diagnostics", "Primitives"],
      swiftSettings: house),
    // Git objects as bytes and plain values; the strict commit parser.
    .target(name: "Git", dependencies: ["CLibgit2", "CZlib", "Primitives"], swiftSettings: house),
    // The grammar of acts: what a commit message says, and what it fails to say.
    .target(name: "Acts", dependencies: ["Primitives", "Diagnostics"], swiftSettings: house),
    // Bytes and a signature in, a key or the reason why not out.
    .target(
      name: "Signatures",
      dependencies: [
        "CRNP", "Primitives",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ], swiftSettings: house),
    // Rules about records, one file each.
    .target(
      name: "Lint", dependencies: ["Records", "YAMLTree", "Diagnostics", "Primitives"],
      swiftSettings: house),
    // evaluate(change, history, policy, now) -> verdict: pure.
    .target(
      name: "Decision",
      dependencies: ["Acts", "Records", "Lint", "YAMLTree", "Diagnostics", "Primitives"],
      swiftSettings: house),
    // Rules about policies, one file each.
    .target(
      name: "PolicyLint",
      dependencies: ["Decision", "Lint", "Records", "YAMLTree", "Diagnostics", "Primitives"],
      swiftSettings: house),
    // Declarative cases for a policy, told as histories in memory and judged by Decision.
    .target(
      name: "PolicyTesting",
      dependencies: [
        "Decision", "Acts", "Records", "Signatures", "YAMLTree", "Diagnostics", "Primitives",
      ],
      swiftSettings: house),
    // Reads a repository into the values that Decision judges.
    .target(
      name: "Ledger",
      dependencies: [
        "Git", "Acts", "Signatures", "Records", "YAMLTree", "Lint", "Decision", "Diagnostics",
        "Primitives", "WholeFiles",
      ],
      swiftSettings: house),
    // When changes may happen, are planned and must be decided: pure.
    .target(
      name: "ChangeCalendar", dependencies: ["Decision", "Records", "Acts", "Primitives"],
      swiftSettings: house),
    // What waits for whom: inboxes of people and agendas of boards, pure.
    .target(
      name: "Waiting",
      dependencies: [
        "ChangeCalendar", "Decision", "Lint", "Records", "Acts", "Diagnostics", "Primitives",
      ],
      swiftSettings: house),
    // Verdicts, findings and the change calendar as text, JSON, SVG and iCalendar.
    .target(
      name: "Reporting",
      dependencies: [
        "Waiting", "ChangeCalendar", "PolicyTesting", "Decision", "Lint", "PolicyLint", "Records",
        "YAMLTree", "Acts", "Signatures", "Diagnostics", "Primitives",
      ],
      swiftSettings: house),
    // What auditors ask of a history: population, control tests, exceptions, samples; pure.
    .target(
      name: "Audit",
      dependencies: [
        "Reporting", "ChangeCalendar", "Decision", "Lint", "Records", "Acts", "Signatures",
        "Diagnostics", "Primitives",
      ],
      swiftSettings: house),
    // HTML and SVG in which text from outside is nothing but text.
    .target(name: "Markup", swiftSettings: house),
    // The pages of an audit, from its values: pure.
    .target(
      name: "AuditPages",
      dependencies: [
        "Audit", "Markup", "Reporting", "ChangeCalendar", "Decision", "Lint", "Records", "Acts",
        "YAMLTree", "Diagnostics", "Primitives",
      ], swiftSettings: house),
    // An audit as tables, a workbook, a database, attestations and a manifest.
    .target(
      name: "EvidencePack",
      dependencies: [
        "CSQLite", "CXlsxWriter", "Audit", "Reporting", "ChangeCalendar", "Decision", "Records",
        "Acts", "Signatures", "Diagnostics", "Primitives",
      ], swiftSettings: house),
    // First policies and first drafts of records: answers in, texts out.
    .target(
      name: "Starting",
      dependencies: ["Records", "Signatures", "YAMLTree", "Acts", "Diagnostics", "Primitives"],
      swiftSettings: house),
    // Answers editors, as a value: messages in, messages out.
    .target(
      name: "LanguageServer",
      dependencies: [
        "Reporting", "PolicyLint", "Lint", "Records", "YAMLTree", "Diagnostics", "Primitives",
      ], swiftSettings: house),
    // Writes the histories and records that Benchmarks/run measures.
    .executableTarget(
      name: "benchmark-fixtures",
      dependencies: [
        "CZlib", "Primitives",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      path: "Benchmarks/Fixtures", swiftSettings: house),
    // Starts what Benchmarks/run measures, with no memory of its own that would count.
    .executableTarget(name: "benchmark-launch", path: "Benchmarks/Launch"),
    // Judges many open changes of the sample organisation, from memory: Benchmarks/run measures it.
    .executableTarget(
      name: "benchmark-decisions",
      dependencies: [
        "Acts", "Decision", "Ledger", "Primitives", "Records", "Reporting", "Signatures",
        "YAMLTree",
      ],
      path: "Benchmarks/Decisions", swiftSettings: house),
    // Verifies the signatures of a history from memory, beside their bare arithmetic.
    .executableTarget(
      name: "benchmark-verification",
      dependencies: ["Decision", "Git", "Ledger", "Primitives", "Records", "Signatures"],
      path: "Benchmarks/Verification", swiftSettings: house),
    // Makes signed acts with the user's own Git, and publishes none that would not count.
    .target(
      name: "Acting",
      dependencies: [
        "Ledger", "Decision", "Git", "Acts", "Signatures", "Records", "YAMLTree", "Diagnostics",
        "Primitives", "WholeFiles",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: house),
    .executableTarget(
      name: "assent",
      dependencies: [
        "CMalloc", "Acting", "Starting", "LanguageServer", "Audit", "AuditPages", "EvidencePack",
        "Ledger", "Reporting", "Waiting", "ChangeCalendar", "PolicyTesting", "Decision", "Lint",
        "PolicyLint", "Records", "YAMLTree", "Acts", "Git", "Signatures", "Diagnostics",
        "Primitives", "WholeFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], exclude: ["exports.map"], swiftSettings: house,
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--version-script=\(Context.packageDirectory)/Sources/assent/exports.map"],
          .when(configuration: .release))
      ]),

    // Scratch repositories, people with real keys, sample texts: for tests alone.
    .target(
      name: "TestSupport", dependencies: ["YAMLTree"], path: "Tests/TestSupport",
      swiftSettings: forTests),
    .testTarget(name: "GitTests", dependencies: ["Git", "Primitives"], swiftSettings: forTests),
    .testTarget(name: "ActsTests", dependencies: ["Acts", "Primitives"], swiftSettings: forTests),
    .testTarget(
      name: "SignaturesTests",
      dependencies: [
        "Signatures", "Primitives", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: forTests),
    .testTarget(
      name: "YAMLTreeTests", dependencies: ["YAMLTree", "Diagnostics"], swiftSettings: forTests),
    .testTarget(
      name: "RecordsTests",
      dependencies: ["Records", "Acts", "YAMLTree", "Diagnostics", "Primitives"],
      swiftSettings: forTests),
    .testTarget(
      name: "LintTests",
      dependencies: ["Lint", "Records", "YAMLTree", "Diagnostics", "Primitives", "TestSupport"],
      swiftSettings: forTests),
    .testTarget(
      name: "PolicyLintTests",
      dependencies: [
        "PolicyLint", "Ledger", "Lint", "Reporting", "Records", "YAMLTree", "Diagnostics",
        "Primitives", "TestSupport", "assent",
      ], swiftSettings: forTests),
    .testTarget(
      name: "DecisionTests",
      dependencies: [
        "Decision", "Acts", "Records", "YAMLTree", "Diagnostics", "Primitives", "TestSupport",
      ], swiftSettings: forTests),
    .testTarget(
      name: "PolicyTestingTests",
      dependencies: [
        "PolicyTesting", "Ledger", "Decision", "Acts", "Records", "YAMLTree", "Diagnostics",
        "Primitives", "TestSupport",
      ], swiftSettings: forTests),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        "Ledger", "Decision", "Git", "Lint", "Records", "Reporting", "Diagnostics", "Primitives",
        "TestSupport", "benchmark-fixtures",
      ],
      swiftSettings: forTests),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "ChangeCalendar", "Decision", "Lint", "PolicyLint", "Records", "Acts", "Git",
        "YAMLTree", "Diagnostics",
        "Primitives", "TestSupport", "assent",
      ], exclude: ["Fixtures", "Golden"], swiftSettings: forTests),
    // What counts is good to Git too: signatures and trailers of mutated commits.
    .testTarget(
      name: "DifferentialTests",
      dependencies: [
        "Ledger", "Git", "Acts", "Signatures", "Primitives", "TestSupport",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: forTests),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: [
        "LanguageServer", "Reporting", "Records", "YAMLTree", "Diagnostics", "Primitives",
        "TestSupport", "assent",
      ], exclude: ["Golden"], swiftSettings: forTests),
    // Drives the executable as its users do.
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport", "assent"], swiftSettings: forTests),
    // Interrupted, at once, on a full or a read-only disk, while all changes: the executable again.
    .testTarget(
      name: "EnduranceTests", dependencies: ["WholeFiles", "TestSupport", "assent"],
      swiftSettings: forTests),
    // Every row of a table of policies, events and expected decisions, through the executable.
    .testTarget(
      name: "ScenarioTests", dependencies: ["TestSupport", "assent"], swiftSettings: forTests),
    // Malicious repositories with what an engine must say to each, for this engine and for others.
    .target(
      name: "Corpus",
      dependencies: ["TestSupport", .product(name: "Crypto", package: "swift-crypto")],
      path: "Tests/Corpus", swiftSettings: forTests),
    .executableTarget(
      name: "corpus-export", dependencies: ["Corpus"], path: "Tests/CorpusExport",
      swiftSettings: forTests),
    .testTarget(
      name: "CorpusTests", dependencies: ["Corpus", "TestSupport", "assent"],
      swiftSettings: forTests),
    // What Integrations/ ships: every script is run, every file is read by judges that are not ours.
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "YAMLTree", "Diagnostics", "TestSupport", "assent", "benchmark-fixtures",
        "benchmark-launch", "benchmark-decisions",
      ],
      swiftSettings: forTests),
    .testTarget(
      name: "StartingTests",
      dependencies: [
        "Starting", "PolicyTesting", "PolicyLint", "Decision", "Ledger", "Lint", "Records",
        "YAMLTree", "Diagnostics", "Primitives",
      ], swiftSettings: forTests),
    // An audit made up by hand, with three changes that went wrong.
    .target(
      name: "AuditFixtures", dependencies: ["Audit", "Decision", "Records", "Acts", "Primitives"],
      path: "Tests/AuditFixtures", swiftSettings: forTests),
    .testTarget(
      name: "AuditTests",
      dependencies: [
        "Audit", "AuditFixtures", "PolicyTesting", "Ledger", "Git", "Reporting", "Signatures",
        "ChangeCalendar", "Decision", "Lint", "Records", "Acts", "YAMLTree", "Diagnostics",
        "Primitives", "TestSupport", "assent",
      ], exclude: ["Oracle/rederive"], swiftSettings: forTests),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: forTests),
    .testTarget(
      name: "AuditPagesTests",
      dependencies: [
        "AuditPages", "Audit", "AuditFixtures", "Markup", "PolicyTesting", "Ledger",
        "ChangeCalendar", "Decision", "Git", "Records", "Acts", "YAMLTree", "Diagnostics",
        "Primitives", "TestSupport", "assent",
      ], exclude: ["Browser", "Golden"], swiftSettings: forTests),
    .testTarget(
      name: "EvidencePackTests",
      dependencies: [
        "EvidencePack", "Audit", "AuditFixtures", "Reporting", "Decision", "Records", "Acts",
        "Diagnostics", "Primitives", "TestSupport", "assent",
      ], swiftSettings: forTests),
    .testTarget(
      name: "ActingTests", dependencies: ["Acting", "Ledger", "TestSupport", "assent"],
      swiftSettings: forTests),
  ]
)

// Tests/Fuzzing/run builds the parsers with the instruments of libFuzzer, in a folder of their own.
if Context.environment["ASSENT_FUZZING"] != nil {
  let instruments: SwiftSetting = .unsafeFlags(["-sanitize=fuzzer", "-O"])
  let parsers = [
    "Primitives", "Diagnostics", "YAMLTree", "Acts", "Records", "Git", "Signatures", "Lint",
    "Reporting", "Audit", "EvidencePack",
  ]
  for target in package.targets where parsers.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [instruments]
  }
  package.targets.append(
    .executableTarget(
      name: "fuzzer",
      dependencies: [
        "Acts", "Audit", "Diagnostics", "EvidencePack", "Git", "Lint", "Primitives", "Records",
        "Signatures", "YAMLTree",
      ], path: "Tests/Fuzzing/Sources", swiftSettings: forTests + [.unsafeFlags(["-O"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
}
