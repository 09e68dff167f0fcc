/** What publishers send, taken through what ingest reads and what render shows, without a running system. */
@NullMarked
package org.dibao.acceptance.untrusted;

import org.jspecify.annotations.NullMarked;
