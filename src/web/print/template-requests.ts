import { useMutation, useQuery } from '@tanstack/react-query'
import type { PrintTemplate, PrintTemplates, TemplateNames } from '#platform/print/docx/template-description.ts'
import type { PrintLanguage } from '#platform/print/paper-description.ts'
import { api, apiUrl, queryClient } from '#web/api/index.ts'

const templatesKey = ['print-templates']

/** The company's Word templates, and the nouns that may have some. */
export const useTemplates = () =>
  useQuery({ queryKey: templatesKey, queryFn: ({ signal }) => api.get<PrintTemplates>('/print-templates', { signal }) })

const reread = () => queryClient.invalidateQueries({ queryKey: templatesKey })

/** What is said of a template; `file` is an uploaded one. */
export interface TemplateAsk {
  object: string
  name: string
  language: PrintLanguage
  isOn: boolean
  file?: string | undefined
  id?: string | undefined
  version?: number | undefined
}

/** Adds a template, or changes one that was read in this version. */
export const useSaveTemplate = () =>
  useMutation({
    mutationFn: ({ id, version, object, file, ...said }: TemplateAsk) =>
      id === undefined
        ? api.post<PrintTemplate>('/print-templates', { object, file, ...said })
        : api.put<PrintTemplate>(`/print-templates/${id}`, { ...said, version, ...(file ? { file } : {}) }),
    onSettled: reread,
  })

export const useRemoveTemplate = () =>
  useMutation({ mutationFn: (id: string) => api.delete(`/print-templates/${id}`), onSettled: reread })

/** Which tags an uploaded file holds, and which of them are known. */
export const useLook = () =>
  useMutation({
    mutationFn: (ask: { object: string; language: PrintLanguage; file: string }) =>
      api.post<TemplateNames>('/print-templates/look', ask),
  })

export const starterUrl = (object: string, language: PrintLanguage): string =>
  apiUrl('/print-templates/starter', { object, language })
export const templateUrl = (id: string, what: 'content' | 'sample'): string => apiUrl(`/print-templates/${id}/${what}`)
