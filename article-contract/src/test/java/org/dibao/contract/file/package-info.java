@NullMarked
package org.dibao.contract.file;

import org.jspecify.annotations.NullMarked;
