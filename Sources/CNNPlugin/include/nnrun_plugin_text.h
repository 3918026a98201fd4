#ifndef NNRUN_PLUGIN_TEXT_H
#define NNRUN_PLUGIN_TEXT_H

/// The content of nnrun_plugin.h, which ends with a 0.
extern const char nnrun_plugin_text[];

#endif
