// The elementwise functions as values, made from the list of them.

#ifndef ELEMENTWISEFUNCTIONS_H
#define ELEMENTWISEFUNCTIONS_H

/// An elementwise function of one operand.
enum nn_unary {
#define NN_UNARY(name, ...) nn_unary_##name __attribute__((swift_name(#name))),
#include "elementwise.list.h"
} __attribute__((enum_extensibility(closed), swift_name("UnaryFunction")));

/// An elementwise function of one operand and a number, its parameter.
enum nn_parametric {
#define NN_PARAMETRIC(name, ...) nn_parametric_##name __attribute__((swift_name(#name))),
#include "elementwise.list.h"
} __attribute__((enum_extensibility(closed), swift_name("ParametricFunction")));

/// An elementwise function of two operands, x and y.
enum nn_binary {
#define NN_BINARY(name, ...) nn_binary_##name __attribute__((swift_name(#name))),
#include "elementwise.list.h"
} __attribute__((enum_extensibility(closed), swift_name("BinaryFunction")));

/// An elementwise function of three operands, x, y and z.
enum nn_ternary {
#define NN_TERNARY(name, ...) nn_ternary_##name __attribute__((swift_name(#name))),
#include "elementwise.list.h"
} __attribute__((enum_extensibility(closed), swift_name("TernaryFunction")));

/// An elementwise function of four operands, x, y, z and w.
enum nn_quaternary {
#define NN_QUATERNARY(name, ...) nn_quaternary_##name __attribute__((swift_name(#name))),
#include "elementwise.list.h"
} __attribute__((enum_extensibility(closed), swift_name("QuaternaryFunction")));

#endif
