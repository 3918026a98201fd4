import NNConfig
import NNTesting
import Testing

/// Checks a component that has a mistake, and compares the texts of all checks that fail.
func expect(
  _ component: any PluginComponent, _ failures: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(Conformance.check(component).failures == failures, sourceLocation: sourceLocation)
}
