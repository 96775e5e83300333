import type { Register, Requirement } from '../../../spec/requirement.ts'

/** Where a requirement is stated: title and version of each published document, with the lines. */
export function citations({ documents }: Pick<Register, 'documents'>, { source }: Requirement): readonly string[] {
  return source.map((cited) => {
    const [key = '', lines = ''] = cited.split(/:(?=[^:]*$)/)
    const document = documents[key]
    return document === undefined ? cited : `${document.title} ${document.version}${lines === '' ? '' : `, ${lines}`}`
  })
}
