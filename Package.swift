// swift-tools-version: 6.1

import PackageDescription

/// Features of the next language mode: a file imports what it uses, an import says how far it
/// reaches, and `any` marks what costs.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "nnrun",
  products: [
    .executable(name: "nnrun", targets: ["nnrun"]),
    // An nnrun of one's own, with all modules that plugins are written with.
    .library(
      name: "NNRunCLI",
      targets: ["NNRunCLI", "NNExperiment", "NNCore", "NNData", "NNConfig", "NNFiles"]),
    .library(name: "NNExperiment", targets: ["NNExperiment"]),
    // What plugins are written with; errors, files and JSON are part of that.
    .library(name: "NNCore", targets: ["NNCore"]),
    .library(name: "NNData", targets: ["NNData"]),
    .library(name: "NNConfig", targets: ["NNConfig", "NNFiles"]),
    // What their tests are written with.
    .library(name: "NNTesting", targets: ["NNTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .target(name: "CNNKernels"),
    .target(name: "CNNPlugin"),
    .target(name: "Platform", swiftSettings: settings),
    .target(
      name: "NNFiles", dependencies: ["CISAL", "CLibArchive", "CNettle", "Platform"],
      swiftSettings: settings),
    .target(
      name: "NNConfig", dependencies: ["CLibYAML", "NNFiles"], swiftSettings: settings),
    .target(
      name: "NNCore", dependencies: ["CNNKernels", "NNConfig", "NNFiles", "Platform"],
      swiftSettings: settings),
    .target(
      name: "NNData", dependencies: ["NNCore", "NNConfig", "NNFiles"], swiftSettings: settings),
    .target(
      name: "NNTesting", dependencies: ["NNCore", "NNData", "NNConfig", "NNFiles"],
      swiftSettings: settings),
    .target(
      name: "NNExperiment",
      dependencies: ["CNNPlugin", "NNCore", "NNData", "NNConfig", "NNFiles", "Platform"],
      swiftSettings: settings, plugins: ["BuildInfo"]),
    .plugin(name: "BuildInfo", capability: .buildTool(), path: "Sources/BuildInfo"),
    .target(
      name: "NNRunCLI",
      dependencies: [
        "NNConfig", "NNCore", "NNData", "NNExperiment", "NNFiles", "NNTesting", "Platform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "nnrun", dependencies: ["NNRunCLI"], swiftSettings: settings),
    .executableTarget(
      name: "nnbench",
      dependencies: [
        "NNConfig", "NNCore", "NNData", "NNExperiment", "NNFiles", "NNRunCLI", "Platform",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["NNFiles"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "NNFilesTests", dependencies: ["NNFiles", "Platform", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNConfigTests", dependencies: ["NNConfig", "NNFiles", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNCoreTests",
      dependencies: ["CNNKernels", "NNConfig", "NNCore", "NNFiles", "NNTesting", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNDataTests",
      dependencies: ["NNConfig", "NNCore", "NNData", "NNFiles", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNTestingTests",
      dependencies: ["NNConfig", "NNCore", "NNData", "NNFiles", "NNTesting", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNExperimentTests",
      dependencies: ["NNConfig", "NNCore", "NNData", "NNExperiment", "NNFiles", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NNRunCLITests",
      dependencies: [
        "NNConfig", "NNCore", "NNData", "NNExperiment", "NNFiles", "NNRunCLI", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "nnbenchTests", dependencies: ["NNCore", "NNExperiment", "NNFiles", "nnbench"],
      swiftSettings: settings),
    .testTarget(
      name: "nnrunTests", dependencies: ["nnrun", "NNFiles", "TestSupport"], swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
