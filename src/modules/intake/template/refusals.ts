import { refusal } from 'src/common/refusal';

export const templateNotWritten = refusal<{ file: string; there: boolean }>('intake.template-not-written', {
  zh: ({ file, there }) =>
    there
      ? `“${file}”已经存在，没有覆盖它。请用 --out 换一个文件名。`
      : `“${file}”写不进去。请检查文件夹是否有写入权限，或用 --out 换一个地方。`,
  en: ({ file, there }) =>
    there
      ? `"${file}" is there already and was not overwritten. Choose another name with --out.`
      : `"${file}" cannot be written. Check that the folder may be written, or choose another place with --out.`,
});
