import NNConfig
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The documentation of plugins")
struct PluginDocumentationTests {
  private static let all = Registry().documentation.flatMap { $0 }

  private func plugin(_ kind: String, _ name: String) throws -> PluginDocumentation {
    try #require(Self.all.first { $0.kind.name == kind && $0.listing.name == name })
  }

  @Test("The example of every built-in is a line of an experiment", arguments: all.indices)
  func examples(index: Int) throws {
    let plugin = Self.all[index]
    let line = try #require(plugin.exampleLine, "\(plugin.listing.name)")
    #expect(line.contains(plugin.listing.name))
    var text = ExperimentText([
      "structure: [2, 3, 2]", "activations: {hidden: tanh, output: identity}",
      "loss: squared_error", "dataset: {loader: binary_numbers}",
    ])
    switch plugin.listing.name {
    case "cross_entropy": text.set("activations: {hidden: tanh, output: softmax}")
    case "binary_cross_entropy": text.set("activations: {hidden: tanh, output: sigmoid}")
    default: break
    }
    text.set(line)
    let folder = try TemporaryFolder()
    #expect(throws: Never.self, "\(line)") { try folder.read(text.text) }
  }

  @Test("Every activation and loss has a formula and a derivative, but those that are formulas")
  func formulas() {
    for plugin in Self.all where ["activation", "loss"].contains(plugin.kind.name) {
      let isFormula = plugin.listing.name == "formula"
      #expect((plugin.listing.formula == nil) == isFormula, "\(plugin.listing.name)")
      #expect((plugin.listing.derivative == nil) == isFormula, "\(plugin.listing.name)")
      #expect(plugin.listing.formulas.count == (isFormula ? 0 : 2), "\(plugin.listing.name)")
    }
    for plugin in Self.all where ["optimizer", "schedule"].contains(plugin.kind.name) {
      let isFormula = plugin.listing.name == "formula"
      #expect(plugin.listing.formulas.isEmpty == isFormula, "\(plugin.listing.name)")
    }
  }

  @Test("Formulas of built-in functions are not those of an experiment")
  func componentsWithoutFormulas() throws {
    let experiment = try TemporaryFolder().read(ExperimentText.xor.text).experiment
    #expect(experiment.plugins.settings.allSatisfy { $0.plugin.formulas.isEmpty })
  }

  @Test(
    "An example is written as the field needs it",
    arguments: [
      (
        "activation", "leaky_relu",
        "activations: {hidden: {name: leaky_relu, slope: 0.01}, output: softmax}"
      ),
      ("activation", "softmax", "activations: {hidden: relu, output: softmax}"),
      ("loss", "squared_error", "loss: squared_error"),
      ("schedule", "step", "eta: {schedule: step, from: 0.1, every: 300}"),
      ("loader", "mnist", "dataset: {loader: mnist, path: ../datasets/mnist}"),
    ])
  func lines(kind: String, name: String, line: String) throws {
    #expect(try plugin(kind, name).exampleLine == line)
  }

  @Test("The chart of an activation has its values and its derivative from -4 to 4")
  func activationChart() throws {
    let chart = try #require(try plugin("activation", "relu").chart)
    #expect(chart.variable == "z")
    #expect(chart.range == -4...4)
    #expect(chart.curves.map(\.name) == ["f", "df/dz"])
    let (values, slopes) = (chart.curves[0].values, chart.curves[1].values)
    let middle = values.count / 2
    #expect(values[0] == 0)
    #expect(values[middle] == 0)
    #expect(values.last == 4)
    #expect(slopes[middle - 1] == 0)
    #expect(slopes[middle] == 1)
  }

  @Test("The chart of a schedule has the rates of its example")
  func scheduleChart() throws {
    let chart = try #require(try plugin("schedule", "exponential").chart)
    #expect(chart.range == 1...1000)
    #expect(chart.curves[0].values.first == 0.1)
    #expect(abs((chart.curves[0].values.last ?? 0) - 0.001) < 1e-15)
  }

  @Test("What is no function of a number has no chart")
  func noChart() throws {
    for (kind, name) in [("activation", "softmax"), ("loss", "huber"), ("loader", "csv")] {
      #expect(try plugin(kind, name).chart == nil, "\(name)")
    }
  }
}
