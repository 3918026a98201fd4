// swift-tools-version: 6.1

import PackageDescription

// An nnrun with plugins of its own, written with nothing but the public interface.
let package = Package(
  name: "mynnrun",
  dependencies: [.package(name: "nnrun", path: "../..")],
  targets: [
    .executableTarget(
      name: "mynnrun",
      dependencies: [
        .product(name: "NNConfig", package: "nnrun"),
        .product(name: "NNCore", package: "nnrun"),
        .product(name: "NNData", package: "nnrun"),
        .product(name: "NNExperiment", package: "nnrun"),
        .product(name: "NNRunCLI", package: "nnrun"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
