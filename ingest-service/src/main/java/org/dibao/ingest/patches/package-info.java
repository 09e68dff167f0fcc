/** Changes of a part: a JSON Merge Patch and the submission that it changes make a whole submission. */
@NullMarked
package org.dibao.ingest.patches;

import org.jspecify.annotations.NullMarked;
