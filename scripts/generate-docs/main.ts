/**
 * Writes the pages of docs/ that are made from the code.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { orderStagesPage } from './order-stages';

writeFileSync(join(projectRoot(), 'docs', 'order-stages.md'), orderStagesPage());
