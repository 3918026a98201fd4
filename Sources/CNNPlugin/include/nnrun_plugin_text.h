#ifndef NNRUN_PLUGIN_TEXT_H
#define NNRUN_PLUGIN_TEXT_H

/// The content of nnrun_plugin.h.
const char *nnrun_plugin_text(void);

#endif
