// swift-tools-version: 6.1

import PackageDescription

// An nnrun of one's own: a plugin of each kind, written with nothing but the public interface.
//
//     swift build -c release
//     .build/release/mynnrun words.yaml
let package = Package(
  name: "mynnrun",
  dependencies: [.package(name: "nnrun", path: "../..")],
  targets: [
    .executableTarget(
      name: "mynnrun",
      dependencies: [.product(name: "NNRunCLI", package: "nnrun")])
  ],
  swiftLanguageModes: [.v6]
)
