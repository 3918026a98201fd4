import NNConfig
import NNCore
import NNExperiment
import Testing

@testable import NNRunCLI

@Suite("Pages of plugins")
struct PluginPageTests {
  private static let all = Registry().documentation.flatMap { $0 }

  private func page(
    _ kind: String, _ name: String, columns: Int? = nil, in registry: Registry = Registry()
  ) throws -> String {
    let plugin = try #require(
      registry.documentation.joined().first { $0.kind.name == kind && $0.listing.name == name })
    return PluginPage(plugin, columns: columns, characters: .ascii).text
  }

  @Test("An activation is shown with everything that is known of it")
  func activation() throws {
    #expect(
      try page("activation", "leaky_relu") == """
        leaky_relu, an activation
          max(z, slope * z); the derivative at 0 is 1

        Formula
          f      = max(z, slope * z)
          df/dz  = where(z >= 0, 1, slope)
          a = f(z) is the activation of a neuron with the pre-activation z.

        Parameters
          slope  the derivative for negative z; a number of at least 0 and below 1,
                 default 0.01

        Example
          activations: {hidden: {name: leaky_relu, slope: 0.01}, output: softmax}

        Source
          Maas, Hannun, Ng: "Rectifier nonlinearities improve neural network acoustic
          models", 2013

        f and df/dz (+) over z, for the example
           4 +                                                           ***
             |                                                        ****
           3 +                                                    *****
             |                                                 ****
           2 +                                             *****
             |                                          ****
             |                                       ****
           1 +                                + +**** + + + + + + + + + + +
             |                                ****
           0 +*********************************
             |
          -1 +
             ++--------------+---------------+--------------+--------------+
             -4             -2               0              2              4
        """)
  }

  @Test("A narrow terminal gets short lines, and no plot if it is too narrow")
  func narrow() throws {
    let page = try page("loss", "huber", columns: 50)
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 50 }, "\(page)")
    #expect(try !self.page("activation", "relu", columns: 29).contains("over z"))
    let plot =
      try self.page("activation", "relu", columns: 30)
      .split(separator: "for the example\n").last ?? ""
    #expect(plot.split(separator: "\n").map(\.count).max() == 30)
  }

  @Test("Every page has the parts for which there are facts", arguments: all.indices)
  func parts(index: Int) throws {
    let plugin = Self.all[index]
    let page = PluginPage(plugin, columns: nil, characters: .ascii).text
    func has(_ part: String) -> Bool { page.contains("\n\n\(part)\n  ") }
    #expect(page.hasPrefix("\(plugin.listing.name), a"))
    #expect(has("Formula") == !plugin.listing.formulas.isEmpty)
    #expect(has("Parameters") == !plugin.listing.parameters.isEmpty)
    #expect(has("Example"))
    #expect(has("Source") == (plugin.listing.source != nil))
    #expect(page.contains(", for the example\n") == (plugin.chart != nil))
    for parameter in plugin.listing.parameters {
      #expect(page.contains("\n  \(parameter.name)"), "\(parameter.name)")
    }
  }

  @Test("A plugin of another module says so, and needs no more than a summary")
  func otherModule() throws {
    var registry = Registry()
    try registry.add(
      Plugin<any Loss>(
        "mine", aliases: ["own"], summary: "what I need",
        parameters: [Parameter("path", .path, isRequired: true, summary: "the file")],
        file: "mynnrun/Mine.swift"
      ) { options throws(ExperimentError) in try CorePlugins.losses[0].make(options) })
    #expect(
      try page("loss", "mine", in: registry) == """
        mine, a loss, also own
          what I need
          Defined by the module 'mynnrun'.

        Parameters
          path  the file; a path, required
        """)
  }
}
